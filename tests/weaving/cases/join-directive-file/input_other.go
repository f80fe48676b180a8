package shop

//whole_sale
var prices []int
