//! The certificate that a loan is settled (结清证明) as a paper.

use shared::canonical::{self, CanonicalError};
use shared::language::Language;
use shared::legal;
use shared::statement::SettlementCertificate;

use super::blocks::{Block, Data, Paper, Role};

/// The certificate as a paper; its data are the bytes its digest is of.
pub(super) fn paper(certificate: &SettlementCertificate) -> Result<Paper, CanonicalError> {
    let bytes = canonical::bytes(certificate)?;
    Ok(Paper {
        title: "贷款结清证明".to_owned(),
        number: certificate.loan_id.clone(),
        numbered_as: "借据编号",
        author: Some(certificate.lender.zh.clone()),
        blocks: blocks(certificate)?,
        data: Data {
            name: "certificate.json",
            description: "本证明的数据原文；签名所指的证明摘要由它计算得出",
            bytes,
        },
    })
}

fn blocks(certificate: &SettlementCertificate) -> Result<Vec<Block>, CanonicalError> {
    let amount = |money| legal::amount_in_full(money).text(Language::Zh).to_owned();
    let day = |date| legal::day(date).text(Language::Zh).to_owned();
    Ok(vec![
        Block::new(Role::Title, "贷款结清证明"),
        Block::new(Role::Subtitle, format!("借据编号：{}", certificate.loan_id)),
        Block::new(Role::Paragraph, &certificate.text.zh),
        Block::new(Role::Heading, "明细"),
        Block::row("出具人", &certificate.lender.zh),
        Block::row("借款人", &certificate.borrower),
        Block::row("贷款产品", &certificate.product_name.zh),
        Block::row("借款金额", amount(certificate.drawn)),
        Block::row("放款日期", day(certificate.drawn_on)),
        Block::row("结清日期", day(certificate.settled_on)),
        Block::row("累计还款", amount(certificate.paid)),
        Block::row("其中：利息及罚息", amount(certificate.interest)),
        Block::row("其中：费用", amount(certificate.fees)),
        Block::new(Role::Heading, "English"),
        Block::new(Role::Paragraph, &certificate.text.en),
        Block::new(Role::Heading, "签章"),
        Block::new(
            Role::Paragraph,
            "出具人的电子签名、数字证书与时间戳写在本PDF文件之内，可用PDF阅读器查验；对文件的任何改动都会使查验不通过。",
        ),
        Block::new(
            Role::Paragraph,
            "本文件随附的certificate.json是本证明的数据原文，签名所指的证明摘要（SHA-256）由它计算得出：",
        ),
        Block::new(Role::Subtitle, canonical::digest(certificate)?.to_string()),
    ])
}
