package diagnostics

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

func systemVersion() string {
	v := windows.RtlGetVersion()
	name := "Windows"
	switch {
	case v.ProductType != 1: // VER_NT_WORKSTATION
		name = "Windows Server"
	case v.MajorVersion == 10 && v.BuildNumber >= 22000:
		name = "Windows 11"
	case v.MajorVersion == 10:
		name = "Windows 10"
	}
	return fmt.Sprintf("%s (%d.%d build %d)", name, v.MajorVersion, v.MinorVersion, v.BuildNumber)
}

// memoryStatus is MEMORYSTATUSEX.
type memoryStatus struct {
	length, load                                                          uint32
	total, free, totalPage, freePage, totalVirtual, freeVirtual, extended uint64
}

func memory() uint64 {
	status := memoryStatus{length: uint32(unsafe.Sizeof(memoryStatus{}))}
	ask := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if done, _, _ := ask.Call(uintptr(unsafe.Pointer(&status))); done == 0 {
		return 0
	}
	return status.total
}
