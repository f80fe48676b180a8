// Package shop sells.
//
//whole
package shop
