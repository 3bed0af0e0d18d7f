use chrono::NaiveDate;
use shared::canonical::Digest;
use shared::contract::{Borrower, ContractTerms, Lender};
use shared::disclosure::Benchmark;
use shared::language::Label;
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::schedule::RepaymentMethod;

use super::*;

fn agreement(person: &str) -> Contract {
    let rate = |points| AnnualRate::from_basis_points(points).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    shared::contract::render(&ContractTerms {
        number: "PH-2026-0001".to_owned(),
        lender: Lender {
            name: Label::new("普惠示范银行", "Puhui Demonstration Bank"),
            address: Label::new("示范市示范路1号", "1 Demonstration Road"),
            hotline: "400-000-0000".to_owned(),
        },
        borrower: Borrower {
            person_name: person.parse().unwrap(),
            resident_id: "11010519491231002X".parse().unwrap(),
            mobile: "13800138000".parse().unwrap(),
            business: None,
            is_enterprise: false,
            registered: None,
        },
        product_id: "farmer-quick".to_owned(),
        product_version: 1,
        product_name: Label::new("裕农快贷", "Farmer Quick Loan"),
        limit: Money::from_yuan(300_000).unwrap(),
        revolving: true,
        facility_months: 12,
        terms_months: vec![12],
        methods: vec![RepaymentMethod::AnyTime],
        benchmark: Benchmark {
            name: Label::new("一年期LPR", "one-year LPR"),
            published: day,
            rate: rate(300),
        },
        annual_rate: rate(385),
        overdue_penalty_percent: 50,
        misuse_penalty_percent: 100,
        compounds_overdue_interest: false,
        fees: Vec::new(),
        purposes: vec![Label::new("采购农资", "farm supplies")],
        prohibited_purposes: vec![Label::new("购房", "buying a home")],
        entrusted_payment_above: Money::from_yuan(500_000).unwrap(),
        sign_by: day,
        cost_sheet: Digest::of(b"sheet"),
        decision: Digest::of(b"decision"),
        log_key: "puhui-0a0b0c0d+01020304+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB".to_owned(),
    })
}

fn morning() -> Timestamp {
    Timestamp::from_micros(1_795_400_000_000_000).unwrap()
}

#[test]
fn equal_agreements_give_equal_bytes_and_others_do_not() {
    let one = render(&agreement("李四"), morning()).unwrap();
    assert_eq!(one, render(&agreement("李四"), morning()).unwrap());
    assert_ne!(one, render(&agreement("李五"), morning()).unwrap());
    assert_ne!(one, render(&agreement("李四"), morning().plus_seconds(1)).unwrap());
    assert!(one.len() <= 300_000, "{} bytes", one.len());
}

#[test]
fn every_word_of_every_agreement_s_form_and_every_registrable_name_can_be_printed() {
    for name in ["喆", "堃", "珺", "祎", "翀", "㑇", "𬭼", "买买提·艾力", "〇"] {
        assert_eq!(unprintable(name), None, "{name}");
    }
    let agreement = agreement("李四");
    let clauses = agreement.clauses.iter().flat_map(|clause| &clause.paragraphs);
    for label in agreement.opening.iter().chain(clauses) {
        assert_eq!(unprintable(&label.zh), None, "{}", label.zh);
    }
}

#[test]
fn a_character_without_a_glyph_is_named_and_never_printed_as_a_box() {
    assert_eq!(unprintable("李𰻝"), Some('𰻝'));
    let mut agreement = agreement("李四");
    agreement.title = Label::same("借款\u{1F600}合同");
    let refused = render(&agreement, morning());
    assert!(matches!(refused, Err(PdfError::NoGlyph('\u{1F600}'))), "{refused:?}");
}

#[test]
fn a_long_agreement_turns_pages_and_loses_no_line() {
    let mut agreement = agreement("李四");
    let paragraph = agreement.clauses[0].paragraphs[0].clone();
    agreement.clauses[0].paragraphs = vec![paragraph; 200];
    let face = face::face().unwrap();
    let blocks = blocks::of(&agreement).unwrap();
    let pages = layout::pages(&blocks, face).unwrap();
    assert!(pages.len() > 8, "{} pages", pages.len());
    let set: String = pages.iter().flat_map(|page| &page.lines).map(|line| &*line.text).collect();
    for block in &blocks {
        let text: String = block.text.split(' ').collect();
        let set: String = set.split(' ').collect();
        assert!(set.contains(&text), "{text}");
    }
    let inside = |line: &layout::Line| line.y < layout::PAGE.1 - 50.0 && line.x >= 40.0;
    assert!(pages.iter().flat_map(|page| &page.lines).all(inside));
}
