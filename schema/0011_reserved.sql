-- A number that another change has taken. The file goes when that change comes.
SELECT 1;
