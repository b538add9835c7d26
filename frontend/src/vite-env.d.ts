// True where the make-believe backend is kept in the page: in development, tests and screenshots, never in a release.
declare const __FAKE__: boolean
