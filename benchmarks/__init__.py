"""What the program promises in numbers, measured: `make bench`. Times are ratios taken in one run."""
