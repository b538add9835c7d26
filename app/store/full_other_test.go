//go:build !linux

package store_test

const childLimit = "STORE_TEST_CHILD_LIMIT"

func limitFileSize(string) {}
