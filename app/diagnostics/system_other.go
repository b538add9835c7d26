//go:build !linux && !darwin && !windows

package diagnostics

func systemVersion() string { return "" }

func memory() uint64 { return 0 }
