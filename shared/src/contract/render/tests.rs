use chrono::NaiveDate;

use super::*;
use crate::canonical::{self, Digest};
use crate::disclosure::{Benchmark, DisclosedFee};
use crate::money::Money;
use crate::schedule::RepaymentMethod;

fn terms() -> ContractTerms {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    ContractTerms {
        number: "PH-2026-0001".to_owned(),
        lender: Lender {
            name: Label::new("普惠示范银行", "Puhui Demonstration Bank"),
            address: Label::new("示范市示范路1号", "1 Demonstration Road"),
            hotline: "400-000-0000".to_owned(),
        },
        borrower: Borrower {
            person_name: "李四".parse().unwrap(),
            resident_id: "11010519491231002X".parse().unwrap(),
            mobile: "13800138000".parse().unwrap(),
            business: Some((
                "杭州好味餐饮有限公司".parse().unwrap(),
                "91330100799655058B".parse().unwrap(),
            )),
            is_enterprise: true,
            registered: Some((Capacity::LegalRepresentative, day(11, 23))),
        },
        product_id: "micro-quick".to_owned(),
        product_version: 3,
        product_name: Label::new("小微快贷", "Micro Quick Loan"),
        limit: Money::from_yuan(300_000).unwrap(),
        revolving: true,
        facility_months: 12,
        terms_months: vec![3, 6, 12],
        methods: vec![RepaymentMethod::AnyTime, RepaymentMethod::LevelInstalment],
        benchmark: Benchmark {
            name: Label::new("一年期LPR", "one-year LPR"),
            published: day(1, 20),
            rate: AnnualRate::from_basis_points(300).unwrap(),
        },
        annual_rate: AnnualRate::from_basis_points(385).unwrap(),
        overdue_penalty_percent: 50,
        misuse_penalty_percent: 100,
        compounds_overdue_interest: true,
        fees: vec![DisclosedFee {
            code: "arrangement".to_owned(),
            name: Label::new("手续费", "Arrangement fee"),
            amount: Money::ZERO,
            payee: Label::new("无", "nobody"),
            waived: true,
        }],
        purposes: vec![Label::new("采购货物", "goods"), Label::new("支付租金", "rent")],
        prohibited_purposes: vec![Label::new("购房", "buying a home")],
        entrusted_payment_above: Money::from_yuan(500_000).unwrap(),
        sign_by: day(12, 21),
        cost_sheet: Digest::of(b"sheet"),
        decision: Digest::of(b"decision"),
        log_key: "log.example+0a0b0c0d+AQ==".to_owned(),
    }
}

fn all_chinese(contract: &Contract) -> String {
    let clauses = contract.clauses.iter().flat_map(|clause| &clause.paragraphs);
    let summary = contract.summary.iter().map(|line| &line.text);
    let paragraphs = contract.opening.iter().chain(clauses).chain(summary);
    paragraphs.map(|label| label.zh.as_str()).collect()
}

#[test]
fn equal_terms_give_equal_bytes() {
    let (one, other) = (render(&terms()), render(&terms()));
    assert_eq!(canonical::bytes(&one).unwrap(), canonical::bytes(&other).unwrap());
    assert_eq!(one.digest(), other.digest());
}

/// A change of wording must raise [`FORM_VERSION`]; then write the new digest here.
#[test]
fn the_wording_of_this_version_is_fixed() {
    assert_eq!(FORM_VERSION, 3);
    assert_eq!(render(&terms()).digest().unwrap().short(), "2ef8a65b");
}

#[test]
fn every_term_changes_the_digest() {
    let changes: [fn(&mut ContractTerms); 20] = [
        |terms| terms.number.push('1'),
        |terms| terms.lender.hotline.push('1'),
        |terms| terms.lender.address.zh.push('一'),
        |terms| terms.borrower.person_name = "李五".parse().unwrap(),
        |terms| terms.borrower.business = None,
        |terms| terms.borrower.is_enterprise = false,
        |terms| terms.product_version = 4,
        |terms| terms.limit = Money::from_fen(29_999_999),
        |terms| terms.revolving = false,
        |terms| terms.facility_months = 13,
        |terms| terms.terms_months.push(24),
        |terms| terms.methods.push(RepaymentMethod::Bullet),
        |terms| terms.benchmark.published = NaiveDate::MIN,
        |terms| terms.annual_rate = AnnualRate::from_basis_points(386).unwrap(),
        |terms| terms.overdue_penalty_percent = 40,
        |terms| terms.misuse_penalty_percent = 90,
        |terms| terms.compounds_overdue_interest = false,
        |terms| terms.purposes.clear(),
        |terms| terms.entrusted_payment_above = Money::from_fen(1),
        |terms| terms.cost_sheet = Digest::of(b"another"),
    ];
    let original = render(&terms()).digest().unwrap();
    for (index, change) in changes.into_iter().enumerate() {
        let mut other = terms();
        change(&mut other);
        assert_ne!(render(&other).digest().unwrap(), original, "change {index}");
    }
}

#[test]
fn the_limit_stands_in_figures_and_capitals() {
    let text = all_chinese(&render(&terms()));
    assert!(text.contains("人民币300,000.00元（大写：叁拾万元整）"), "{text}");
}

#[test]
fn the_rate_says_what_it_is_made_of() {
    let text = all_chinese(&render(&terms()));
    assert!(text.contains(
        "合同年利率为3.85%（单利），以2026年1月20日公布的一年期LPR3.00%为定价基准，加85个基点"
    ));
    assert!(text.contains("年利率5.775%") && text.contains("年利率7.70%"));
}

#[test]
fn clauses_are_numbered_without_gaps_and_references_point_to_them() {
    let contract = render(&terms());
    for (number, clause) in (1..).zip(&contract.clauses) {
        assert_eq!(clause.number, number);
        assert!(!clause.paragraphs.is_empty());
    }
    let heading = |number: usize| contract.clauses[number - 1].heading.zh.as_str();
    assert_eq!(heading(9), "逾期、复利与挪用");
    assert_eq!(heading(12), "违约与救济");
}

#[test]
fn what_bears_on_a_major_interest_is_marked() {
    let contract = render(&terms());
    let marked: Vec<&str> = contract
        .clauses
        .iter()
        .filter(|clause| clause.key.is_some())
        .map(|clause| clause.heading.zh.as_str())
        .collect();
    assert_eq!(
        marked,
        [
            "额度与有效期",
            "利率与计息",
            "借款用途",
            "还款",
            "提前还款",
            "费用",
            "逾期、复利与挪用",
            "违约与救济",
            "征信",
            "法律适用与争议解决"
        ]
    );
}

#[test]
fn both_languages_say_something_everywhere() {
    let contract = render(&terms());
    for label in contract.clauses.iter().flat_map(|clause| &clause.paragraphs) {
        assert!(!label.zh.is_empty() && !label.en.is_empty());
        assert!(!label.zh.contains('{') && !label.en.contains('{'), "{label:?}");
    }
}

#[test]
fn a_person_borrows_in_their_own_name() {
    let mut terms = terms();
    terms.borrower.is_enterprise = false;
    let party = render(&terms).parties[1].clone();
    assert_eq!(party.details[0].label.zh, "姓名");
    let registry = &party.details.iter().find(|line| line.label.en == "Registry").unwrap().text;
    assert!(registry.zh.contains("法定代表人（2026年11月23日查询）"), "{}", registry.zh);
    terms.borrower.business = None;
    terms.borrower.registered = None;
    let farmer = render(&terms).parties[1].clone();
    assert_eq!(farmer.details.len(), 3);
}

#[test]
fn the_agreement_survives_json() {
    let contract = render(&terms());
    let json = serde_json::to_string(&contract).unwrap();
    let read: Contract = serde_json::from_str(&json).unwrap();
    assert_eq!(read.digest(), contract.digest());
}

#[test]
fn every_difference_a_reader_would_see_is_named_with_what_it_said_before() {
    let before = render(&terms());
    assert_eq!(super::super::changes(&before, &before), []);
    let after = render(&ContractTerms {
        annual_rate: AnnualRate::from_basis_points(435).unwrap(),
        purposes: vec![Label::new("采购货物", "goods")],
        lender: Lender { hotline: "95000".to_owned(), ..terms().lender },
        ..terms()
    });
    let found = super::super::changes(&before, &after);
    let places: Vec<&str> = found.iter().map(|change| change.what.zh.as_str()).collect();
    for place in [
        "贷款人（甲方） 客服与投诉电话",
        "合同年利率",
        "逾期罚息",
        "第2条 利率与计息",
        "第4条 借款用途",
        "第18条 投诉",
    ] {
        assert!(places.contains(&place), "{place} in {places:?}");
    }
    let rate = found.iter().find(|change| change.what.zh == "合同年利率").unwrap();
    assert!(rate.before.zh.starts_with("3.85%") && rate.after.zh.starts_with("4.35%"));
    assert!(!places.contains(&"第1条 额度与有效期"));
}
