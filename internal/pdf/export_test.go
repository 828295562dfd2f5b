package pdf

// PlainWrite lets the tests from outside compare with a program that uses fpdf
// alone.
var PlainWrite = plainWrite
