# Rscript read_tables.R FOLDER BACK: reads each table of an export as docs/exports.md tells, says on
# standard output what class each column has, and writes all columns of text to BACK as they were read.
folders <- commandArgs(trailingOnly = TRUE)

read_table <- function(file) {
  if (endsWith(file, ".parquet")) {
    return(nanoparquet::read_parquet(file))
  }
  table <- readr::read_csv(
    file, na = "", trim_ws = FALSE, guess_max = Inf, show_col_types = FALSE, progress = FALSE
  )
  if (nrow(readr::problems(table)) > 0) {
    print(readr::problems(table))
    stop(file, " doesn't open clean")
  }
  table
}

for (file in list.files(folders[1], full.names = TRUE)) {
  table <- read_table(file)
  name <- tools::file_path_sans_ext(basename(file))
  for (column in names(table)) {
    cat(name, column, class(table[[column]])[1], nrow(table), sep = "\t")
    cat("\n")
  }
  text <- table[vapply(table, is.character, logical(1))]
  write.csv(text, file.path(folders[2], paste0(name, ".csv")), na = "", row.names = FALSE,
            fileEncoding = "UTF-8")
}
