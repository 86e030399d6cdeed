-- What a column of the schema that holds a fuzzy date must satisfy; :column stands for its name. Every
-- CHECK named "… E_DATE" in schema/ is this expression. The forms are told apart by GLOB; the length of
-- months and leap years by date(), which carries 2013-02-29 over into March when it is made to add (alone
-- it gives the text back as it came). IS, because date() of 2014-09-32 is NULL, and a CHECK lets NULL pass.
:column IS NULL OR (
    :column GLOB '[0-9][0-9][0-9][0-9]*' AND substr(:column, 1, 4) BETWEEN '1900' AND '2199' AND (
        length(:column) = 4 OR :column GLOB '????-H[12]' OR :column GLOB '????-Q[1-4]' OR
        :column GLOB '????-0[1-9]' OR :column GLOB '????-1[0-2]' OR
        (:column GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(:column, '+0 days') IS :column)))
