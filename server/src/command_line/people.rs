//! `puhui people`: who to be in a demonstration, to be answered how.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::Args;
use comfy_table::{CellAlignment, Table};
use shared::catalogue::files;
use shared::facts::say_money;
use shared::language::Language;
use shared::money::Money;

use super::table::headed;
use crate::simulator::people::{WALKS, Walk, found, visit};

/// The column of amounts, the only figures of the table.
const AMOUNT: usize = 4;

/// Which walks of the demonstration to show, and how.
#[derive(Clone, Debug, Args)]
pub struct People {
    /// One product only, by its id.
    #[arg(long, value_parser = product)]
    product: Option<String>,
    /// JSON lines instead of a table.
    #[arg(long)]
    json: bool,
    /// The language of the table: zh or en.
    #[arg(long, default_value = "zh", env = "PUHUI_LANGUAGE")]
    language: Language,
}

/// A product there is a walk for.
fn product(id: &str) -> Result<String, String> {
    let known: BTreeSet<&str> = WALKS.iter().map(|walk| walk.product).collect();
    if known.contains(id) {
        return Ok(id.to_owned());
    }
    Err(format!("choose one of {}", known.into_iter().collect::<Vec<_>>().join(", ")))
}

impl People {
    /// Writes the walks asked for to `out`.
    ///
    /// # Errors
    /// The reader's, when it has gone.
    pub fn run(&self, mut out: impl Write) -> io::Result<()> {
        let asked = |walk: &&Walk| self.product.as_ref().is_none_or(|id| walk.product == id);
        let walks: Vec<&Walk> = WALKS.iter().filter(asked).collect();
        if self.json {
            for walk in walks {
                serde_json::to_writer(&mut out, &walk.told())?;
                writeln!(out)?;
            }
            return Ok(());
        }
        writeln!(out, "{}", table(&walks, self.language))?;
        if walks.iter().any(|walk| walk.visited) {
            writeln!(out, "{}", what_a_visit_finds(self.language))?;
        }
        Ok(())
    }
}

fn name(identity: &str) -> Option<&'static str> {
    found(identity).map(|listed| listed.name)
}

fn table(walks: &[&Walk], language: Language) -> Table {
    let catalogue = files::sample().ok();
    let headings = [
        ("产品", "Product"),
        ("结果", "Answer"),
        ("企业（个体户）", "Business"),
        ("本人", "Person"),
        ("申请金额", "Asks for"),
        ("为什么", "Why"),
    ];
    let mut table = headed(&headings, language);
    for column in table.column_iter_mut().filter(|column| column.index != AMOUNT) {
        column.set_cell_alignment(CellAlignment::Left);
    }
    for walk in walks {
        let product = catalogue.as_ref().and_then(|all| all.product(walk.product));
        let product = product.map_or(walk.product, |product| product.name.text(language));
        let known_as = |identity: &str| [name(identity).unwrap_or(""), "\n", identity].concat();
        table.add_row([
            [product, "\n", walk.product].concat(),
            walk.outcome.label(language).to_owned(),
            walk.business.map_or_else(String::new, known_as),
            known_as(walk.person),
            say_money(Money::from_fen(i64::from(walk.yuan) * 100), language),
            walk.why().text(language).to_owned(),
        ]);
    }
    table
}

/// What an officer writes into the cash-flow form on the visit.
fn what_a_visit_finds(language: Language) -> Table {
    let headings = [("实地调查所见", "What the visit finds"), ("填写", "Write")];
    let mut table = headed(&headings, language);
    for entry in visit::entries() {
        table.add_row([entry.name.text(language).to_owned(), entry.value]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(people: &People) -> String {
        let mut out = Vec::new();
        people.run(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_walk_is_printed_once_in_either_form() {
        let people = People { product: None, json: true, language: Language::En };
        assert_eq!(printed(&people).lines().count(), WALKS.len());
        let table = printed(&People { json: false, ..people });
        for walk in WALKS {
            assert!(table.contains(walk.product) && table.contains(walk.person), "{walk}");
        }
    }

    #[test]
    fn what_a_visit_finds_is_printed_where_there_is_one() {
        let of = |product: &str| {
            let product = Some(product.to_owned());
            printed(&People { product, json: false, language: Language::En })
        };
        assert!(of("blend-e").contains("takings of the last three days"), "{}", of("blend-e"));
        assert!(!of("tax-e").contains("visit"), "{}", of("tax-e"));
    }

    #[test]
    fn one_product_is_shown_alone_and_a_wrong_one_is_told_which_there_are() {
        let product = Some("tax-e".to_owned());
        let people = People { product, json: false, language: Language::Zh };
        let table = printed(&people);
        assert!(table.contains("税e贷") && table.contains("10万元"), "{table}");
        assert!(!table.contains("village"), "{table}");
        assert!(super::product("taxe").unwrap_err().contains("tax-e"));
    }
}
