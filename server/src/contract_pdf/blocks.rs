//! What is printed, block by block, in the order it is read.

use shared::canonical::CanonicalError;
use shared::contract::{Clause, Contract, ContractParty, SummaryLine};

/// What a block is: it decides how it looks and what a screen reader calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The agreement's title.
    Title,
    /// Under the title.
    Subtitle,
    /// A heading.
    Heading,
    /// Says that the clause under it bears on the borrower's major interests.
    Flag,
    /// A paragraph.
    Paragraph,
    /// A label with what stands beside it.
    Row,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) role: Role,
    /// The label of a row; empty otherwise.
    pub(super) label: String,
    pub(super) text: String,
    /// Whether it is part of a key clause, which is set off.
    pub(super) key: bool,
}

impl Block {
    fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, label: String::new(), text: text.into(), key: false }
    }

    fn row(line: &SummaryLine) -> Self {
        Self { label: line.label.zh.clone(), ..Self::new(Role::Row, &line.text.zh) }
    }
}

/// The agreement's blocks.
pub(super) fn of(contract: &Contract) -> Result<Vec<Block>, CanonicalError> {
    let mut blocks = vec![
        Block::new(Role::Title, &contract.title.zh),
        Block::new(Role::Subtitle, format!("合同编号：{}", contract.number)),
    ];
    blocks.extend(contract.parties.iter().flat_map(party));
    blocks.push(Block::new(Role::Heading, "要素表"));
    blocks.extend(contract.summary.iter().map(Block::row));
    blocks.push(Block::new(Role::Heading, "正文"));
    blocks.extend(contract.opening.iter().map(|text| Block::new(Role::Paragraph, &text.zh)));
    blocks.extend(contract.clauses.iter().flat_map(clause));
    blocks.extend(signing(contract)?);
    Ok(blocks)
}

fn party(party: &ContractParty) -> Vec<Block> {
    let mut blocks = vec![Block::new(Role::Heading, &party.role.zh)];
    blocks.extend(party.details.iter().map(Block::row));
    blocks
}

fn clause(clause: &Clause) -> Vec<Block> {
    let heading = format!("第{}条　{}", numeral(clause.number), clause.heading.zh);
    let mut blocks = Vec::new();
    if clause.key.is_some() {
        blocks.push(Block::new(Role::Flag, "【重要】与乙方有重大利害关系，请仔细阅读"));
    }
    blocks.push(Block::new(Role::Heading, heading));
    blocks.extend(clause.paragraphs.iter().map(|text| Block::new(Role::Paragraph, &text.zh)));
    for block in &mut blocks {
        block.key = clause.key.is_some();
    }
    blocks
}

fn signing(contract: &Contract) -> Result<Vec<Block>, CanonicalError> {
    Ok(vec![
        Block::new(Role::Heading, "签署"),
        Block::new(
            Role::Paragraph,
            "乙方的电子签名、数字证书与时间戳写在本PDF文件之内，可用PDF阅读器查验；对文件的任何改动都会使查验不通过。",
        ),
        Block::new(
            Role::Paragraph,
            "本文件随附的contract.json是本合同的数据原文，乙方签名所指的合同摘要（SHA-256）由它计算得出：",
        ),
        Block::new(Role::Subtitle, contract.digest()?.to_string()),
    ])
}

/// 1 as `一`, 21 as `二十一`; clauses number fewer than a hundred.
fn numeral(number: u16) -> String {
    let digit = |digit: u16| {
        ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
            .get(usize::from(digit))
            .copied()
            .unwrap_or_default()
    };
    match (number / 10, number % 10) {
        (0, units) => digit(units).to_owned(),
        (1, units) => format!("十{}", digit(units)),
        (tens, units) => format!("{}十{}", digit(tens), digit(units)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_as_the_clauses_refer_to_each_other() {
        let numbers = [1, 9, 10, 12, 20, 21].map(numeral);
        assert_eq!(numbers, ["一", "九", "十", "十二", "二十", "二十一"]);
    }
}
