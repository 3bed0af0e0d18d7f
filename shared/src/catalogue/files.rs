//! Reading a catalogue from TOML files: one for the institution, one for each product, and fragments
//! that several products include.

use super::{
    Announced, Catalogue, CatalogueDraft, CatalogueProblem, Label, LprPublication, Product,
};
use chrono::NaiveDate;
use serde::Deserialize;

/// The sample catalogue that ships with the product, by file name.
pub const SAMPLE: &[(&str, &str)] = &[
    ("institution.toml", include_str!("../../catalogue/institution.toml")),
    ("cloud-tax.toml", include_str!("../../catalogue/cloud-tax.toml")),
    ("farmer-quick.toml", include_str!("../../catalogue/farmer-quick.toml")),
    ("micro-quick.toml", include_str!("../../catalogue/micro-quick.toml")),
    ("sole-trader-quick.toml", include_str!("../../catalogue/sole-trader-quick.toml")),
    ("trade-quick.toml", include_str!("../../catalogue/trade-quick.toml")),
    ("tax-e.toml", include_str!("../../catalogue/tax-e.toml")),
    ("tax-gold.toml", include_str!("../../catalogue/tax-gold.toml")),
    ("invoice-e.toml", include_str!("../../catalogue/invoice-e.toml")),
    ("bill-pledge.toml", include_str!("../../catalogue/bill-pledge.toml")),
    ("blend-e.toml", include_str!("../../catalogue/blend-e.toml")),
    ("chain-receivable.toml", include_str!("../../catalogue/chain-receivable.toml")),
    ("chain-payable.toml", include_str!("../../catalogue/chain-payable.toml")),
    ("chain-order.toml", include_str!("../../catalogue/chain-order.toml")),
    ("value-tech.toml", include_str!("../../catalogue/value-tech.toml")),
    ("village.toml", include_str!("../../catalogue/village.toml")),
    ("feed-scene.toml", include_str!("../../catalogue/feed-scene.toml")),
    ("enterprise-joy.toml", include_str!("../../catalogue/enterprise-joy.toml")),
    ("property-quick.toml", include_str!("../../catalogue/property-quick.toml")),
    ("part-person.toml", include_str!("../../catalogue/part-person.toml")),
    ("part-business.toml", include_str!("../../catalogue/part-business.toml")),
    ("part-region.toml", include_str!("../../catalogue/part-region.toml")),
    ("part-papers.toml", include_str!("../../catalogue/part-papers.toml")),
    ("part-servicing.toml", include_str!("../../catalogue/part-servicing.toml")),
    ("part-servicing-farm.toml", include_str!("../../catalogue/part-servicing-farm.toml")),
    ("part-servicing-paper.toml", include_str!("../../catalogue/part-servicing-paper.toml")),
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
    #[serde(default)]
    announced: Vec<Announced>,
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

/// Fragments are files whose name begins so; they are included, never read by themselves.
const FRAGMENT: &str = "part-";

/// Reads and checks a catalogue from `(file name, text)` pairs; products keep the order given.
///
/// A product file may say `includes = ["part-entry.toml"]` on a line before its first table: the
/// named fragments then stand at its end, and may include others.
///
/// # Errors
/// Every [`FileProblem`] found: an unreadable file, a missing institution file, a fragment that is
/// missing or includes itself, or anything [`Catalogue`] refuses.
pub fn parse(files: &[(&str, &str)]) -> Result<Catalogue, Vec<FileProblem>> {
    let mut problems = Vec::new();
    let mut institution = None;
    let mut products: Vec<(Assembled, Product)> = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| !name.starts_with(FRAGMENT)) {
        let whole = match assemble(files, name, text) {
            Ok(whole) => whole,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let outcome = if *name == INSTITUTION_FILE {
            toml::from_str::<InstitutionFile>(&whole.text).map(|file| institution = Some(file))
        } else {
            toml::from_str::<Product>(&whole.text).map(|product| {
                products.push((whole.clone(), product));
            })
        };
        if let Err(error) = outcome {
            problems.push(unreadable(&whole, &error));
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
    checked(institution, products)
}

fn checked(
    institution: InstitutionFile,
    products: Vec<(Assembled, Product)>,
) -> Result<Catalogue, Vec<FileProblem>> {
    let (texts, products): (Vec<Assembled>, Vec<Product>) = products.into_iter().unzip();
    let ids: Vec<String> = products.iter().map(|product| product.id.clone()).collect();
    let draft = CatalogueDraft {
        version: institution.version,
        institution: institution.institution,
        effective: institution.effective,
        lpr: institution.lpr,
        announced: institution.announced,
        products,
    };
    Catalogue::try_from(draft).map_err(|found| {
        let told = |problem: CatalogueProblem| {
            let at = ids.iter().position(|id| *id == problem.product);
            let whole = at.and_then(|at| texts.get(at));
            let line = whole.and_then(|whole| line_of(&whole.text, &problem.field));
            let (file, line) = match (whole, line) {
                (Some(whole), Some(line)) => {
                    let (file, line) = whole.place(line);
                    (file, Some(line))
                }
                (Some(whole), None) => (whole.place(1).0, None),
                (None, _) => (INSTITUTION_FILE.to_owned(), None),
            };
            FileProblem { file, line, problem: format!("`{}`: {}", problem.field, problem.instead) }
        };
        found.into_iter().map(told).collect()
    })
}

/// A file with the fragments it includes at its end.
#[derive(Clone, Debug)]
struct Assembled {
    text: String,
    /// Each file with the line of `text`, counted from one, on which it begins.
    begins: Vec<(String, usize)>,
}

impl Assembled {
    /// The file and the line in it that a line of the whole text comes from.
    fn place(&self, line: usize) -> (String, usize) {
        let of = self.begins.iter().rev().find(|(_, begins)| *begins <= line);
        of.map_or_else(
            || (String::new(), line),
            |(file, begins)| (file.clone(), line.saturating_sub(*begins).saturating_add(1)),
        )
    }
}

fn assemble(files: &[(&str, &str)], name: &str, text: &str) -> Result<Assembled, FileProblem> {
    let mut whole = Assembled { text: String::new(), begins: Vec::new() };
    append(files, name, text, &mut vec![name.to_owned()], &mut whole)?;
    Ok(whole)
}

/// Appends a file and what it includes; `chain` is who included whom, down to this file.
fn append(
    files: &[(&str, &str)],
    name: &str,
    text: &str,
    chain: &mut Vec<String>,
    whole: &mut Assembled,
) -> Result<(), FileProblem> {
    let begins = whole.text.lines().count().saturating_add(1);
    whole.begins.push((name.to_owned(), begins));
    let (own, included) = without_includes(name, text)?;
    whole.text.push_str(&own);
    if !own.ends_with('\n') {
        whole.text.push('\n');
    }
    for (fragment, line) in included {
        let refused =
            |problem: String| FileProblem { file: name.to_owned(), line: Some(line), problem };
        if chain.contains(&fragment) {
            let told = format!("`includes`: {fragment} includes itself through {name}; remove one");
            return Err(refused(told));
        }
        let found = files.iter().find(|(file, _)| *file == fragment && file.starts_with(FRAGMENT));
        let Some((_, text)) = found else {
            let told = format!(
                "`includes`: write the name of a file that begins with {FRAGMENT}; {fragment} is not there"
            );
            return Err(refused(told));
        };
        chain.push(fragment.clone());
        append(files, &fragment, text, chain, whole)?;
        chain.pop();
    }
    Ok(())
}

/// The text with its `includes` line emptied, and the fragments named there with that line.
fn without_includes(name: &str, text: &str) -> Result<(String, Vec<(String, usize)>), FileProblem> {
    #[derive(Deserialize)]
    struct Includes {
        includes: Vec<String>,
    }
    let before_tables = text.lines().take_while(|line| !line.starts_with('['));
    let Some(at) = before_tables.clone().position(|line| line.starts_with("includes")) else {
        return Ok((text.to_owned(), Vec::new()));
    };
    let line = text.lines().nth(at).unwrap_or_default();
    let number = at.saturating_add(1);
    let read: Includes = toml::from_str(line).map_err(|_| FileProblem {
        file: name.to_owned(),
        line: Some(number),
        problem: "`includes`: write a list on one line, such as [\"part-entry.toml\"]".to_owned(),
    })?;
    let mut own = String::with_capacity(text.len());
    for (index, line) in text.lines().enumerate() {
        own.push_str(if index == at { "" } else { line });
        own.push('\n');
    }
    Ok((own, read.includes.into_iter().map(|fragment| (fragment, number)).collect()))
}

/// The sample catalogue.
///
/// # Errors
/// None in a released build: a test holds the shipped files to [`parse`].
pub fn sample() -> Result<Catalogue, Vec<FileProblem>> {
    parse(SAMPLE)
}

fn unreadable(whole: &Assembled, error: &toml::de::Error) -> FileProblem {
    let line = error.span().map(|span| {
        let before = whole.text.bytes().take(span.start);
        before.filter(|byte| *byte == b'\n').count().saturating_add(1)
    });
    let (file, line) = match line.map(|line| whole.place(line)) {
        Some((file, line)) => (file, Some(line)),
        None => (whole.place(1).0, None),
    };
    FileProblem { file, line, problem: error.message().to_owned() }
}

/// The line that writes a field such as `facility.step` or `rules[2].require`: inside the named table,
/// or the table of that number, the first line that writes the last part, else the table's own.
fn line_of(text: &str, field: &str) -> Option<usize> {
    let last = field.rsplit('.').next().unwrap_or(field);
    let (table, number) = match field.split_once('[') {
        Some((table, rest)) => {
            (table, rest.split(']').next().and_then(|number| number.parse::<usize>().ok()))
        }
        None => (field.split('.').next().unwrap_or(field), None),
    };
    let writes = |line: &str, name: &str| {
        let line = line.trim_start_matches(['[', ' ']);
        line.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with([' ', '=', ']', '.']) || rest.is_empty())
    };
    let header = match number {
        Some(number) => {
            let opens = ["[[", table, "]]"].concat();
            text.lines().enumerate().filter(|(_, line)| line.trim() == opens).nth(number)
        }
        None => text
            .lines()
            .enumerate()
            .find(|(_, line)| line.trim_matches(['[', ']']) == field && line.starts_with('['))
            .or_else(|| text.lines().enumerate().find(|(_, line)| writes(line, table))),
    };
    let from = header.map_or(0, |(index, _)| index);
    let inside = text.lines().skip(from).position(|line| writes(line, last));
    let found = inside.map(|index| from.saturating_add(index)).or(header.map(|(index, _)| index));
    found.map(|index| index.saturating_add(1))
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
        assert_eq!(catalogue.products().len(), 18);
        assert_eq!(catalogue.document().announced.len(), 1);
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
