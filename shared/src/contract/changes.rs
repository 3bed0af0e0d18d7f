//! What differs between two renderings of an agreement, for somebody who read the first.

use std::collections::BTreeSet;

use super::{Clause, Contract, SummaryLine};
use crate::language::Label;

/// One place at which two agreements differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub what: Label,
    /// What it said; empty when it was not there.
    pub before: Label,
    /// What it says; empty when it is gone.
    pub after: Label,
}

/// The places at which `after` differs from `before`, in the order they are read: parties, terms at a
/// glance, clauses. Empty exactly when a reader would see no difference.
pub fn changes(before: &Contract, after: &Contract) -> Vec<Change> {
    let mut found = Vec::new();
    let title = Label::new("合同名称", "Title");
    compare(&mut found, &title, Some(&before.title), Some(&after.title));
    let number = Label::new("合同编号", "Number");
    let numbers = (Label::same(&before.number), Label::same(&after.number));
    compare(&mut found, &number, Some(&numbers.0), Some(&numbers.1));
    compare_lines(&mut found, &lines(before), &lines(after));
    let numbers: BTreeSet<u16> =
        before.clauses.iter().chain(&after.clauses).map(|clause| clause.number).collect();
    for number in numbers {
        let of = |contract: &'_ Contract| {
            contract.clauses.iter().find(|clause| clause.number == number).cloned()
        };
        compare_clauses(&mut found, number, of(before).as_ref(), of(after).as_ref());
    }
    found
}

fn compare(found: &mut Vec<Change>, what: &Label, before: Option<&Label>, after: Option<&Label>) {
    if before != after {
        let said = |label: Option<&Label>| label.cloned().unwrap_or_else(|| Label::same(""));
        found.push(Change { what: what.clone(), before: said(before), after: said(after) });
    }
}

/// Parties, terms at a glance and what stands before the clauses, as labelled lines.
fn lines(contract: &Contract) -> Vec<SummaryLine> {
    let parties = contract.parties.iter().flat_map(|party| {
        party.details.iter().map(|line| SummaryLine {
            label: Label::new(
                format!("{} {}", party.role.zh, line.label.zh),
                format!("{} {}", party.role.en, line.label.en),
            ),
            text: line.text.clone(),
        })
    });
    let opening = (1_u16..).zip(&contract.opening).map(|(number, text)| SummaryLine {
        label: Label::new(format!("前言第{number}段"), format!("Opening, paragraph {number}")),
        text: text.clone(),
    });
    parties.chain(contract.summary.iter().cloned()).chain(opening).collect()
}

fn compare_lines(found: &mut Vec<Change>, before: &[SummaryLine], after: &[SummaryLine]) {
    let text = |lines: &'_ [SummaryLine], label: &Label| {
        lines.iter().find(|line| line.label == *label).map(|line| line.text.clone())
    };
    for line in before {
        let now = text(after, &line.label);
        compare(found, &line.label, Some(&line.text), now.as_ref());
    }
    for line in after {
        if text(before, &line.label).is_none() {
            compare(found, &line.label, None, Some(&line.text));
        }
    }
}

fn compare_clauses(
    found: &mut Vec<Change>,
    number: u16,
    before: Option<&Clause>,
    after: Option<&Clause>,
) {
    let heading = after.or(before).map(|clause| clause.heading.clone());
    let heading = heading.unwrap_or_else(|| Label::same(""));
    let what = Label::new(
        format!("第{number}条 {}", heading.zh),
        format!("Clause {number}, {}", heading.en),
    );
    let heading_of = |clause: Option<&'_ Clause>| clause.map(|clause| clause.heading.clone());
    compare(found, &what, heading_of(before).as_ref(), heading_of(after).as_ref());
    let paragraphs = |clause: Option<&Clause>| {
        clause.map(|clause| clause.paragraphs.clone()).unwrap_or_default()
    };
    let (before, after) = (paragraphs(before), paragraphs(after));
    for index in 0..before.len().max(after.len()) {
        compare(found, &what, before.get(index), after.get(index));
    }
}
