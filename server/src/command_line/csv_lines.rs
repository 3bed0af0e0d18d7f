//! A CSV of businesses as the JSON lines that `puhui decide` reads, one record at a time.
//!
//! The first record names the columns: those of the question itself, and keys of metrics. An empty
//! cell is something nobody knows.

use std::io::{self, Read};

use serde_json::{Map, Value};

/// Columns that are fields of the question, not facts.
const FIELDS: [&str; 5] = ["segment", "product", "on", "as_of", "id"];

/// JSON lines made of the records of a CSV.
#[derive(Debug)]
pub(super) struct CsvLines<R> {
    records: csv::Reader<R>,
    columns: Option<csv::StringRecord>,
    record: csv::StringRecord,
    line: Vec<u8>,
    sent: usize,
}

impl<R: Read> CsvLines<R> {
    /// The records of `source`.
    pub(super) fn of(source: R) -> Self {
        let records =
            csv::ReaderBuilder::new().flexible(false).trim(csv::Trim::All).from_reader(source);
        Self { records, columns: None, record: csv::StringRecord::new(), line: Vec::new(), sent: 0 }
    }

    /// Makes the next line; false at the end.
    fn next(&mut self) -> io::Result<bool> {
        let columns = if let Some(columns) = &self.columns {
            columns
        } else {
            let mut columns = self.records.headers()?.clone();
            // Spreadsheets begin a file with a mark nobody sees.
            if let Some(first) = columns.get(0).and_then(|name| name.strip_prefix('\u{feff}')) {
                let rest = columns.iter().skip(1);
                columns = std::iter::once(first).chain(rest).collect();
            }
            self.columns.insert(columns)
        };
        self.line.clear();
        self.sent = 0;
        if !self.records.read_record(&mut self.record)? {
            return Ok(false);
        }
        serde_json::to_writer(&mut self.line, &question(columns, &self.record))?;
        self.line.push(b'\n');
        Ok(true)
    }
}

fn question(columns: &csv::StringRecord, record: &csv::StringRecord) -> Value {
    let (mut question, mut need, mut facts) = (Map::new(), Map::new(), Map::new());
    let cells = columns.iter().zip(record).filter(|(_, cell)| !cell.is_empty());
    for (column, cell) in cells {
        let text = Value::from(cell);
        match column {
            "amount" | "method" => need.insert(column.to_owned(), text),
            "term_months" => {
                need.insert(column.to_owned(), cell.parse::<u16>().map_or(text, Value::from))
            }
            _ if FIELDS.contains(&column) => question.insert(column.to_owned(), text),
            _ => facts.insert(column.to_owned(), text),
        };
    }
    need.entry("method").or_insert(Value::Null);
    question.insert("need".to_owned(), Value::Object(need));
    question.insert("facts".to_owned(), Value::Object(facts));
    Value::Object(question)
}

impl<R: Read> Read for CsvLines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.sent == self.line.len() && !self.next()? {
            return Ok(0);
        }
        let waiting = self.line.get(self.sent..).unwrap_or_default();
        let count = waiting.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
        }
        self.sent = self.sent.saturating_add(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_is_one_question_and_an_empty_cell_is_not_known() {
        let csv = "\u{feff}id,segment,amount,term_months,annual_sales,tax_grade\n\
                   a, micro_enterprise ,300000.00,12,1200000.00,\n\
                   \"b, c\",farmer,1.00,6,,B\n";
        let mut text = String::new();
        CsvLines::of(csv.as_bytes()).read_to_string(&mut text).unwrap();
        let lines: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(
            lines[0],
            serde_json::json!({
                "id": "a",
                "segment": "micro_enterprise",
                "need": { "amount": "300000.00", "term_months": 12, "method": null },
                "facts": { "annual_sales": "1200000.00" },
            })
        );
        assert_eq!(lines[1]["id"], "b, c");
        assert_eq!(lines[1]["facts"], serde_json::json!({ "tax_grade": "B" }));
        assert_eq!(lines.len(), 2);
    }
}
