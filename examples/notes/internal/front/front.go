// Package front is the server that users call: a gin server in front of the back end.
package front

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/notes/internal/note"
)

// Routes registers the routes of the front, which all call the back end.
func Routes(router gin.IRouter, back *Client) {
	router.POST("/notes", func(c *gin.Context) {
		var draft note.Draft
		if err := c.ShouldBindJSON(&draft); err != nil {
			c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
			return
		}
		created, err := back.create(c.Request.Context(), draft)
		answer(c, http.StatusCreated, created, err)
	})
	router.GET("/notes", func(c *gin.Context) {
		notes, err := back.list(c.Request.Context())
		answer(c, http.StatusOK, notes, err)
	})
	router.GET("/notes/:id", func(c *gin.Context) {
		found, err := back.get(c.Request.Context(), c.Param("id"))
		answer(c, http.StatusOK, found, err)
	})
	router.GET("/search", func(c *gin.Context) {
		notes, err := back.search(c.Request.Context(), c.Request.URL.Query())
		answer(c, http.StatusOK, notes, err)
	})
}

// answer sends value, or the back end's error with its status, or 502 if the back end did not answer.
func answer(c *gin.Context, status int, value any, err error) {
	if err == nil {
		c.JSON(status, value)
		return
	}
	_ = c.Error(err)
	var no *refused
	if errors.As(err, &no) {
		c.JSON(no.status, gin.H{"error": no.message})
		return
	}
	c.JSON(http.StatusBadGateway, gin.H{"error": "the back end does not answer"})
}
