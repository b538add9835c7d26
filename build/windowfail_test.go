package main

// cantOpen is the title of the native message about a window that can't be opened.
const cantOpen = "^Price Sync can't open its window$"
