//! Reading a catalogue from TOML files: one for the institution, one for each product.

use super::{Catalogue, CatalogueDraft, Label, LprPublication, Product};
use chrono::NaiveDate;
use serde::Deserialize;

/// The sample catalogue that ships with the product, by file name.
pub const SAMPLE: &[(&str, &str)] = &[
    ("institution.toml", include_str!("../../catalogue/institution.toml")),
    ("cloud-tax.toml", include_str!("../../catalogue/cloud-tax.toml")),
    ("farmer-quick.toml", include_str!("../../catalogue/farmer-quick.toml")),
    ("micro-quick.toml", include_str!("../../catalogue/micro-quick.toml")),
    ("sole-trader-quick.toml", include_str!("../../catalogue/sole-trader-quick.toml")),
];

/// The file that names the institution, the edition and the LPR.
pub const INSTITUTION_FILE: &str = "institution.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InstitutionFile {
    version: String,
    institution: Label,
    effective: NaiveDate,
    lpr: Vec<LprPublication>,
}

/// One thing to mend in a catalogue file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {problem}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct FileProblem {
    /// File name.
    pub file: String,
    /// Line, counted from one, where it is known.
    pub line: Option<usize>,
    /// Field and what to write instead.
    pub problem: String,
}

/// Reads and checks a catalogue from `(file name, text)` pairs; products keep the order given.
///
/// # Errors
/// Every [`FileProblem`] found: an unreadable file, a missing institution file, or anything
/// [`Catalogue`] refuses.
pub fn parse(files: &[(&str, &str)]) -> Result<Catalogue, Vec<FileProblem>> {
    let mut problems = Vec::new();
    let mut institution = None;
    let mut products = Vec::new();
    for (name, text) in files {
        let outcome = if *name == INSTITUTION_FILE {
            toml::from_str::<InstitutionFile>(text).map(|file| institution = Some(file))
        } else {
            toml::from_str::<Product>(text).map(|product| products.push((*name, *text, product)))
        };
        if let Err(error) = outcome {
            problems.push(unreadable(name, text, &error));
        }
    }
    let Some(institution) = institution.filter(|_| problems.is_empty()) else {
        if problems.is_empty() {
            problems.push(FileProblem {
                file: INSTITUTION_FILE.to_owned(),
                line: None,
                problem: "add this file: it names the institution, the edition and the LPR"
                    .to_owned(),
            });
        }
        return Err(problems);
    };
    let named: Vec<(String, String, String)> = products
        .iter()
        .map(|(name, text, product)| (product.id.clone(), (*name).to_owned(), (*text).to_owned()))
        .collect();
    let draft = CatalogueDraft {
        version: institution.version,
        institution: institution.institution,
        effective: institution.effective,
        lpr: institution.lpr,
        products: products.into_iter().map(|(_, _, product)| product).collect(),
    };
    Catalogue::try_from(draft).map_err(|found| {
        found
            .into_iter()
            .map(|problem| {
                let at = named.iter().find(|(id, _, _)| *id == problem.product);
                FileProblem {
                    file: at
                        .map_or_else(|| INSTITUTION_FILE.to_owned(), |(_, file, _)| file.clone()),
                    line: at.and_then(|(_, _, text)| line_of(text, &problem.field)),
                    problem: format!("`{}`: {}", problem.field, problem.instead),
                }
            })
            .collect()
    })
}

/// The sample catalogue.
///
/// # Errors
/// None in a released build: a test holds the shipped files to [`parse`].
pub fn sample() -> Result<Catalogue, Vec<FileProblem>> {
    parse(SAMPLE)
}

fn unreadable(name: &str, text: &str, error: &toml::de::Error) -> FileProblem {
    let line = error.span().map(|span| {
        text.bytes().take(span.start).filter(|byte| *byte == b'\n').count().saturating_add(1)
    });
    FileProblem { file: name.to_owned(), line, problem: error.message().to_owned() }
}

/// The first line that writes the last part of a dotted field, or opens its table.
fn line_of(text: &str, field: &str) -> Option<usize> {
    let last = field.rsplit('.').next().unwrap_or(field);
    let table = field.split('.').next().unwrap_or(field);
    let find = |name: &str| {
        text.lines().position(|line| line.trim_start_matches(['[', ' ']).starts_with(name))
    };
    find(last).or_else(|| find(table)).map(|index| index.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(file: &str, from: &str, to: &str) -> Vec<FileProblem> {
        let mended: Vec<(String, String)> = SAMPLE
            .iter()
            .map(|(name, text)| {
                let text = if *name == file { text.replace(from, to) } else { (*text).to_owned() };
                ((*name).to_owned(), text)
            })
            .collect();
        let files: Vec<(&str, &str)> =
            mended.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        parse(&files).map(|catalogue| catalogue.digest()).unwrap_err()
    }

    #[test]
    fn the_sample_catalogue_is_valid_and_reads_back_from_its_published_form() {
        let catalogue = sample().unwrap();
        assert_eq!(catalogue.products().len(), 4);
        let json = serde_json::to_string(catalogue.document()).unwrap();
        let again: CatalogueDraft = serde_json::from_str(&json).unwrap();
        assert_eq!(Catalogue::try_from(again).unwrap().digest(), catalogue.digest());
    }

    #[test]
    fn a_bad_file_is_refused_with_file_line_field_and_what_to_write() {
        let problems = replaced("cloud-tax.toml", "step = \"1000.00\"", "step = \"0.00\"");
        assert_eq!(problems[0].file, "cloud-tax.toml");
        assert!(problems[0].line.is_some());
        assert!(problems[0].problem.contains("facility.step"), "{}", problems[0]);

        let problems = replaced("cloud-tax.toml", "\"tax_paid_24_months\", op", "\"turnover\", op");
        assert!(problems[0].to_string().contains("turnover"), "{}", problems[0]);
        assert!(problems[0].line.is_some());
    }

    #[test]
    fn grades_that_cost_more_for_a_better_score_are_refused() {
        let problems = replaced("cloud-tax.toml", "spread_bp = 25", "spread_bp = 250");
        assert!(problems[0].problem.contains("pricing.grades"), "{}", problems[0]);
    }
}
