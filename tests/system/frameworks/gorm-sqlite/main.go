// A database of gorm on SQLite, by a driver of pure Go: a table, a row, one that is not there, and a statement that is wrong.
//
// It talks to SQLite in Go, github.com/glebarez/sqlite.
package main

import (
	"context"
	"fmt"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

type note struct {
	ID    uint
	Title string
}

func main() {
	db, err := gorm.Open(sqlite.Open(":memory:"), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		panic(err)
	}
	db = db.WithContext(context.Background())
	fmt.Println(db.AutoMigrate(&note{}))
	fmt.Println(db.Create(&note{Title: "milk"}).RowsAffected)
	var found note
	fmt.Println(db.First(&found, 1).Error, found.Title)
	fmt.Println(db.First(&note{}, 42).Error)
	fmt.Println(db.Exec("SELECT nothing FROM nowhere").Error)
}
