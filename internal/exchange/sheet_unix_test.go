//go:build unix

package exchange

import (
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// bombs are workbooks that are small and have a lot in them.
func bombs() map[string][]byte {
	head := inline(1, "Name", "Phone")
	cells := `<row>` + strings.Repeat(`<c><v>1</v></c>`, 100) + `</row>`
	shared := `<sst>` + strings.Repeat(`<si><t>`+strings.Repeat("x", 1<<16)+`</t></si>`, 1<<10) + `</sst>`
	return map[string][]byte{
		"ten million cells": bookOf([]string{"A", head + strings.Repeat(cells, 100_000)}),
		"empty cells":       bookOf([]string{"A", head + `<row>` + strings.Repeat(`<c/>`, 16_384) + `</row>` + strings.Repeat(`<row/>`, 1_000_000)}),
		"spaces":            bookOf([]string{"A", head + strings.Repeat(" ", 130<<20)}),
		"texts":             bookOf([]string{"A", head}, "xl/sharedStrings.xml", shared+strings.Repeat(" ", 1<<20)),
		"no texts":          bookOf([]string{"A", head}, "xl/sharedStrings.xml", `<sst>`+strings.Repeat(`<si/>`, 10_000_000)+`</sst>`),
		"one text often":    bookOf([]string{"A", head + strings.Repeat(`<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 10)+`</row>`, 20_000)}, "xl/sharedStrings.xml", `<sst><si><t>`+strings.Repeat(" ", 1<<20)+`</t></si></sst>`),
		"styles":            bookOf([]string{"A", head}, "xl/styles.xml", `<a><cellXfs>`+strings.Repeat(`<xf numFmtId="14"/>`, 5_000_000)+`</cellXfs></a>`),
		"sheets":            bookOf([]string{"A", head}, "xl/workbook.xml", `<a>`+strings.Repeat(`<sheet name="A" id="rId1"/>`, 1_000_000)+`</a>`),
		"parts":             packed(slices.Repeat([]string{"xl/a.xml", ""}, 200_000)...),
		"last rows":         bookOf([]string{"A", head + inline(1_048_576, "Jane", "1")}),
	}
}

// spent is how much time the processors have worked for this process.
func spent() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// TestBombs tries workbooks whose contents are many times their size: an error or a result, in
// little time and memory.
func TestBombs(t *testing.T) {
	for name, book := range bombs() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := spent()
		_, err := countRows(book)
		took := spent() - began
		runtime.ReadMemStats(&after)
		t.Logf("%s: %d KiB, %v, %d MiB made: %v", name, len(book)>>10, took, (after.TotalAlloc-before.TotalAlloc)>>20, err)
		if took > 2*time.Second*slowness || after.Sys-before.Sys > 300<<20 {
			t.Errorf("%s: %v, %d MiB", name, took, (after.Sys-before.Sys)>>20)
		}
	}
}
