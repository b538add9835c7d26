package settings

import "strconv"

// Size returns a number of bytes as people read it: "512 bytes", "12 KB", "50 MB", "1.5 GB"; a KB has 1024 bytes.
func Size(n int64) string {
	switch {
	case n < 1<<10:
		return strconv.FormatInt(n, 10) + " bytes"
	case n < 1<<20:
		return tenths(n, 10) + " KB"
	case n < 1<<30:
		return tenths(n, 20) + " MB"
	}
	return tenths(n, 30) + " GB"
}

// tenths divides by 2^shift, with one decimal below ten where it is not zero.
func tenths(n int64, shift uint) string {
	whole, tenth := n>>shift, (n&(1<<shift-1))*10>>shift
	if whole >= 10 || tenth == 0 {
		return strconv.FormatInt(whole, 10)
	}
	return strconv.FormatInt(whole, 10) + "." + strconv.FormatInt(tenth, 10)
}
