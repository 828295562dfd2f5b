module aftercare

go 1.26.0
