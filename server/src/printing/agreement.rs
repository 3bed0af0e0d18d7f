//! The agreement as a paper.

use shared::canonical::{self, CanonicalError};
use shared::contract::{Clause, Contract, ContractParty, SummaryLine};

use super::blocks::{Block, Data, Paper, Role};

/// The agreement as a paper; its data are the bytes its digest is of.
pub(super) fn paper(contract: &Contract) -> Result<Paper, CanonicalError> {
    let lender = contract.parties.first().and_then(|party| party.details.first());
    Ok(Paper {
        title: contract.title.zh.clone(),
        number: contract.number.clone(),
        numbered_as: "合同编号",
        author: lender.map(|line| line.text.zh.clone()),
        blocks: blocks(contract)?,
        data: Data {
            name: "contract.json",
            description: "本合同的数据原文；签名所指的合同摘要由它计算得出",
            bytes: canonical::bytes(contract)?,
        },
    })
}

fn blocks(contract: &Contract) -> Result<Vec<Block>, CanonicalError> {
    let mut blocks = vec![
        Block::new(Role::Title, &contract.title.zh),
        Block::new(Role::Subtitle, format!("合同编号：{}", contract.number)),
    ];
    blocks.extend(contract.parties.iter().flat_map(party));
    blocks.push(Block::new(Role::Heading, "要素表"));
    blocks.extend(contract.summary.iter().map(row));
    blocks.push(Block::new(Role::Heading, "正文"));
    blocks.extend(contract.opening.iter().map(|text| Block::new(Role::Paragraph, &text.zh)));
    blocks.extend(contract.clauses.iter().flat_map(clause));
    blocks.extend(signing(contract)?);
    Ok(blocks)
}

fn row(line: &SummaryLine) -> Block {
    Block::row(&line.label.zh, &line.text.zh)
}

fn party(party: &ContractParty) -> Vec<Block> {
    let mut blocks = vec![Block::new(Role::Heading, &party.role.zh)];
    blocks.extend(party.details.iter().map(row));
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
