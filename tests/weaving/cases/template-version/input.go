package shop

const known = false
