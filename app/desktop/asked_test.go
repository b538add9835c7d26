package desktop_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"pricesync/app"
	"pricesync/app/desktop"
)

func TestAFileThatNeedsAnAnswerAsksExactlyThatOneQuestionAndTakesTheAnswer(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	folder := t.TempDir()
	book := func() string {
		f := excelize.NewFile()
		defer func() { _ = f.Close() }()
		if _, err := f.NewSheet("Sheet2"); err != nil {
			t.Fatal(err)
		}
		for _, sheet := range []string{"Sheet1", "Sheet2"} {
			for i, row := range [][]any{{"Name", "Price"}, {"Copper tube", 9.55}, {"Elbow", 2.4}} {
				if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
					t.Fatal(err)
				}
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for _, c := range []struct{ name, file, text, asks, first string }{
		{"the decimal mark", "mark.csv", "Name;Price\nCopper tube;1.234\nElbow;5.678\n", "How much is “1.234”?", "1.234"},
		{"which column is the price", "price.csv", "Name,Price A,Price B\nCopper tube,9.55,8.11\nElbow,13.95,12.10\n", "Two columns could be the price: “Price A”, “Price B”. Which one is the price that your customers pay?", "Price A"},
		{"which sheet is the list", "sheets.xlsx", book(), "Two sheets of the file look like price lists. Which one shall be read?", "Sheet1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(folder, c.file)
			write(t, path, c.text)
			bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), []string{path})
			bridge.Startup(t.Context(), glass{})
			t.Cleanup(func() { bridge.Shutdown(context.Background()) })
			handle := bridge.Status().OpenedWith.Handle
			list, err := bridge.OpenPriceList(handle)
			if err != nil || len(list.Questions) != 1 || list.Ready {
				t.Fatalf("asked %+v: %v", list.Questions, err)
			}
			asked := list.Questions[0]
			if asked.Message != c.asks || len(asked.Choices) != 2 || asked.Choices[0].Label != c.first || asked.Choices[0].Detail == "" {
				t.Errorf("asked %q with %+v", asked.Message, asked.Choices)
			}
			for _, choice := range asked.Choices {
				if list, err = bridge.SetLayout(handle, choice.Layout); err != nil || !list.Ready || list.Priced != 2 {
					t.Errorf("answered by %q: %+v with %d rows, %v", choice.Label, list.Questions, list.Priced, err)
				}
			}
		})
	}
}
