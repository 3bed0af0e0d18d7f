//! Files of statements a borrower imports: read, worked out, kept as their own word.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{ApplicationView, ImportFileRequest, ProblemCode};
use shared::application::{Application, Stage};
use shared::canonical::Digest;
use shared::imported::{self, FileKind, FileTable, ImportedFile, Reading, Row};

use super::Case;
use super::view::view;
use crate::body::Body;
use crate::command::decided_again;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::SignedIn;

/// Imports a file in place of an earlier one of its kind.
///
/// # Errors
/// [`Failure`]: another kind of file, not a draft or nobody applies yet, lines that cannot be read.
pub async fn import(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, kind)): Path<(String, String)>,
    Body(asked): Body<ImportFileRequest>,
) -> Result<Json<ApplicationView>, Failure> {
    let kind = FileKind::parse(&kind).ok_or(Failure::of(ProblemCode::NotFound))?;
    let keep = || async {
        let mut case = draft(&here, &who, &id).await?;
        let imported = read(&here, &case.application, kind, &asked.csv)?;
        case.application.import(imported);
        here.store.advance_application(case.step(&here)?).await?;
        Ok(case)
    };
    let case = decided_again(keep).await?;
    Ok(Json(view(&here, &case).await?))
}

/// Takes an imported file back.
///
/// # Errors
/// [`ProblemCode::NotFound`] when there is none; [`ProblemCode::NotFromHere`] once it is handed in.
pub async fn remove(
    State(here): State<Installation>,
    who: SignedIn,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Json<ApplicationView>, Failure> {
    let kind = FileKind::parse(&kind).ok_or(Failure::of(ProblemCode::NotFound))?;
    let forget = || async {
        let mut case = draft(&here, &who, &id).await?;
        let kept = case.application.imports.len();
        case.application.imports.retain(|file| file.kind != kind);
        if case.application.imports.len() == kept {
            return Err(Failure::of(ProblemCode::NotFound));
        }
        here.store.advance_application(case.step(&here)?).await?;
        Ok(case)
    };
    let case = decided_again(forget).await?;
    Ok(Json(view(&here, &case).await?))
}

/// The application, while it is a draft and says who applies: whose money is whose depends on it.
async fn draft(here: &Installation, who: &SignedIn, id: &str) -> Result<Case, Failure> {
    let case = Case::open(here, &who.borrower, id).await?;
    if case.application.stage != Stage::Draft || case.application.identity.is_none() {
        return Err(Failure::of(ProblemCode::NotFromHere));
    }
    Ok(case)
}

/// What the lines of a file come to.
///
/// # Errors
/// [`Failure`] naming every line that cannot be read.
pub fn read(
    here: &Installation,
    application: &Application,
    kind: FileKind,
    csv: &str,
) -> Result<ImportedFile, Failure> {
    let table = table(csv);
    let mut own_names = Vec::new();
    if let Some(identity) = &application.identity {
        own_names.push(identity.person_name.as_str());
        own_names.extend(identity.business.as_ref().map(|business| business.name.as_str()));
    }
    let reading = Reading {
        kind,
        segment: application.segment(),
        own_names: &own_names,
        today: here.today(),
    };
    let figures = imported::read(reading, &table).map_err(|faults| {
        let refusals = faults.iter().map(|fault| FieldRefusal::new("csv", fault));
        Failure::fields(refusals.collect()).because(
            "文件中有几行不能识别，请按提示修改后重新导入。",
            "Some lines of the file cannot be read. Change them as it says below and import it again.",
        )
    })?;
    Ok(ImportedFile {
        kind,
        file: Digest::of(csv.as_bytes()),
        lines: u32::try_from(table.lines()).unwrap_or(u32::MAX),
        first_day: figures.first_day,
        last_day: figures.last_day,
        imported_at: here.now(),
        figures: figures.facts,
    })
}

/// The lines and cells of the text, however its cells are separated.
fn table(csv: &str) -> FileTable {
    let csv = csv.trim_start_matches('\u{feff}');
    let separator = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|separator| csv.bytes().take(4096).filter(|byte| byte == separator).count())
        .unwrap_or(b',');
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(csv.as_bytes());
    // The text is UTF-8 and every record may have its own length: no record is refused.
    let rows = records.records().filter_map(Result::ok).map(|record| Row {
        line: record.position().map_or(0, |at| line(csv, at)),
        cells: record.iter().map(str::to_owned).collect(),
    });
    FileTable::of(rows.collect())
}

/// The line a record stands on: it is read from where the one before it ended, empty lines included.
fn line(csv: &str, from: &csv::Position) -> u32 {
    let at = usize::try_from(from.byte()).unwrap_or(usize::MAX);
    let rest = csv.as_bytes().get(at..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let empty = ends.filter(|byte| **byte == b'\n').count();
    u32::try_from(from.line())
        .unwrap_or(u32::MAX)
        .saturating_add(u32::try_from(empty).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_whatever_separates_their_cells() {
        for text in [
            "\u{feff}日期,收款\n\n2026-11-01,\"1,000.00\"\n",
            "日期\t收款\n\n2026-11-01\t1,000.00\n",
            "日期;收款\r\n\r\n2026-11-01;1,000.00\r\n",
        ] {
            let rows = vec![
                Row { line: 1, cells: vec!["日期".to_owned(), "收款".to_owned()] },
                Row { line: 3, cells: vec!["2026-11-01".to_owned(), "1,000.00".to_owned()] },
            ];
            assert_eq!(table(text), FileTable::of(rows), "{text:?}");
        }
    }
}
