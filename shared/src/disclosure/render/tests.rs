//! The cost sheet names every cost, by both methods, and hides none.

use super::*;
use crate::disclosure::{BorneBy, CostCode};
use crate::schedule::{Fee, FeeAmount, FeeWhen, Payer, RepaymentMethod, TermMonths};

struct Case {
    benchmark: Benchmark,
    calendar: Calendar,
    lender: Label,
    product: Label,
    terms: Terms,
}

fn case() -> Case {
    let rate = |points| AnnualRate::from_basis_points(points).unwrap();
    Case {
        benchmark: Benchmark {
            name: Label::new("一年期LPR", "one-year LPR"),
            published: NaiveDate::from_ymd_opt(2026, 1, 20).unwrap(),
            rate: rate(300),
        },
        calendar: Calendar::every_day(),
        lender: Label::new("普惠示范银行", "Puhui Demonstration Bank"),
        product: Label::new("小微快贷", "Micro Quick Loan"),
        terms: Terms::new(
            Money::from_yuan(100_000).unwrap(),
            rate(385),
            NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::LevelInstalment,
        ),
    }
}

impl Case {
    fn input<'a>(&'a self, fees: &'a [DisclosedFee]) -> CostSheetInput<'a> {
        CostSheetInput {
            benchmark: &self.benchmark,
            borrower: BorrowerKind::Person,
            calendar: &self.calendar,
            compounds_overdue_interest: true,
            fees,
            leading: AnnualisedMethod::Irr,
            lender: &self.lender,
            limit: Money::from_yuan(300_000).unwrap(),
            misuse_penalty_percent: 100,
            overdue_penalty_percent: 50,
            product_name: &self.product,
            rate_type: RateType::Fixed,
            reading_seconds: 10,
            terms: &self.terms,
        }
    }
}

fn upfront(code: &str, yuan: i64) -> Fee {
    Fee {
        code: code.to_owned(),
        amount: FeeAmount::Fixed(Money::from_yuan(yuan).unwrap()),
        when: FeeWhen::Upfront,
        payer: Payer::Borrower,
        payee: "bank".to_owned(),
        financed: false,
        waived: false,
    }
}

fn disclosed(code: &str, yuan: i64, waived: bool) -> DisclosedFee {
    DisclosedFee {
        code: code.to_owned(),
        name: Label::new("手续费", "Arrangement fee"),
        amount: Money::from_yuan(yuan).unwrap(),
        payee: Label::new("普惠示范银行", "Puhui Demonstration Bank"),
        waived,
    }
}

#[test]
fn both_methods_are_named_and_the_leading_one_comes_first() {
    let case = case();
    let personal = render(&case.input(&[])).unwrap();
    assert_eq!(personal.annualised[0].method, AnnualisedMethod::Irr);
    assert!(personal.annualised[0].label.zh.contains("复利"));
    assert!(personal.annualised[1].label.zh.contains("单利"));
    let enterprise = CostSheetInput {
        borrower: BorrowerKind::Enterprise,
        leading: AnnualisedMethod::Simple,
        ..case.input(&[])
    };
    let enterprise = render(&enterprise).unwrap();
    assert_eq!(enterprise.annualised[0].method, AnnualisedMethod::Simple);
    assert!(enterprise.title.zh.contains("贷款明白纸"));
}

#[test]
fn a_charged_fee_is_in_the_annualised_cost() {
    let mut case = case();
    let free = render(&case.input(&[])).unwrap();
    case.terms.fees.push(upfront("arrangement", 1_000));
    let fees = [disclosed("arrangement", 1_000, false)];
    let charged = render(&case.input(&fees)).unwrap();
    assert!(charged.annualised[0].annual_rate > free.annualised[0].annual_rate);
    assert_eq!(charged.example.total_fees, Money::from_yuan(1_000).unwrap());
    let item = charged.items.iter().find(|item| item.code == CostCode::Fee).unwrap();
    assert_eq!(item.borne_by, BorneBy::Borrower);
    assert!(item.when.zh.contains("不从本金中扣除"));
}

#[test]
fn a_waived_fee_is_listed_at_nothing() {
    let case = case();
    let fees = [disclosed("arrangement", 1_000, true)];
    let sheet = render(&case.input(&fees)).unwrap();
    let item = sheet.items.iter().find(|item| item.code == CostCode::Fee).unwrap();
    assert_eq!((item.amount, item.borne_by), (Some(Money::ZERO), BorneBy::Lender));
    assert_eq!(sheet.example.total_fees, Money::ZERO);
}

#[test]
fn a_sheet_that_hides_or_invents_a_fee_is_refused() {
    let mut case = case();
    let fees = [disclosed("arrangement", 1_000, false)];
    let invented = render(&case.input(&fees));
    assert_eq!(invented, Err(DisclosureError::FeeNotInTerms("arrangement".to_owned())));
    case.terms.fees.push(upfront("arrangement", 1_000));
    let hidden = render(&case.input(&[disclosed("arrangement", 1_000, true)]));
    assert_eq!(hidden, Err(DisclosureError::FeeNotDisclosed("arrangement".to_owned())));
}

#[test]
fn default_costs_are_the_contract_rate_and_a_part_of_it() {
    let case = case();
    let sheet = render(&case.input(&[])).unwrap();
    let charge = |code| {
        let item = sheet.default_costs.iter().find(|item| item.code == code).unwrap();
        item.charge.zh.clone()
    };
    assert_eq!(charge(CostCode::OverduePenalty), "年利率5.775%（合同利率上浮50%）");
    assert_eq!(charge(CostCode::MisusePenalty), "年利率7.70%（合同利率上浮100%）");
}

#[test]
fn every_rule_that_was_not_read_in_the_original_says_so() {
    let case = case();
    let sheet = render(&case.input(&[])).unwrap();
    assert!(sheet.source.contains("未核实"));
    let unread = sheet.default_costs.iter().filter(|item| item.source.contains("〔"));
    assert!(unread.into_iter().all(|item| item.source.contains("未核实")));
}

#[test]
fn the_interest_line_says_what_the_rate_is_made_of() {
    let case = case();
    let sheet = render(&case.input(&[])).unwrap();
    assert_eq!(
        sheet.items[0].charge.zh,
        "年利率3.85%（2026年1月20日公布的一年期LPR3.00%加85个基点），合同期内固定不变"
    );
    assert_eq!(sheet.items[0].amount, Some(sheet.example.total_interest));
}

#[test]
fn equal_inputs_give_equal_bytes_and_survive_json() {
    let (one, other) = (case(), case());
    let sheet = render(&one.input(&[])).unwrap();
    assert_eq!(
        crate::canonical::bytes(&sheet).unwrap(),
        crate::canonical::bytes(&render(&other.input(&[])).unwrap()).unwrap()
    );
    let json = serde_json::to_string(&sheet).unwrap();
    assert_eq!(serde_json::from_str::<CostSheet>(&json).unwrap(), sheet);
}

/// 100,000, a fee of 1,000 on the first day and twelve payments of
/// 8,833.33 cost 12.80 % simple and 13.58 % compound (PBOC Announcement 2021 No. 3 as reported).
#[test]
fn the_official_vector_stands_on_the_sheet_and_its_parts_add_up() {
    let mut case = case();
    case.terms.annual_rate = AnnualRate::ZERO;
    case.terms.method = RepaymentMethod::EqualPrincipal;
    case.terms.fees.push(upfront("arrangement", 1_000));
    case.terms.fees.push(Fee { when: FeeWhen::EachInstalment, ..upfront("instalment", 500) });
    let fees = [disclosed("arrangement", 1_000, false), disclosed("instalment", 500, false)];
    let enterprise = CostSheetInput {
        borrower: BorrowerKind::Enterprise,
        leading: AnnualisedMethod::Simple,
        ..case.input(&fees)
    };
    for (input, leading, other) in
        [(enterprise, "12.80", "13.58"), (case.input(&fees), "13.58", "12.80")]
    {
        let sheet = render(&input).unwrap();
        let percent = |at: usize| crate::legal::percent(sheet.annualised[at].annual_rate);
        assert!(percent(0).starts_with(leading), "{}", percent(0));
        assert!(percent(1).starts_with(other), "{}", percent(1));
        assert_eq!(sheet.fields.cost_rate, sheet.annualised[0].annual_rate);
        let parts = sheet.items.iter().filter_map(|item| item.annual_rate);
        let sum: i64 = parts.map(AnnualRate::units).sum();
        assert_eq!(sum, sheet.annualised[0].annual_rate.units(), "the parts add up");
        assert!(sheet.items.iter().all(|item| item.annual_rate.is_some()));
    }
}

#[test]
fn every_field_of_the_industry_s_list_is_filled_whether_there_is_such_a_charge_or_not() {
    let case = case();
    let fees = [disclosed("arrangement", 1_000, true)];
    let sheet = render(&case.input(&fees)).unwrap();
    let fields = &sheet.fields;
    assert_eq!(fields.interest.rate, case.terms.annual_rate);
    assert_eq!(fields.interest_rate_type, RateType::Fixed);
    assert_eq!(fields.interest.payee.zh, "普惠示范银行");
    assert!(fields.interest.repay_mode.zh.contains("随每期还款支付"));
    assert_eq!(
        (fields.guarantee.rate, fields.guarantee.borne_by),
        (AnnualRate::ZERO, BorneBy::Nobody)
    );
    assert_eq!(fields.prepayment.name.zh, "提前还款违约金");
    assert!(fields.overdue.charge.zh.contains("5.775%"));
    assert!(fields.misuse.charge.zh.contains("7.70%"));
    assert_eq!(fields.others.len(), 2, "a waived fee and everything else");
    assert_eq!(fields.others[0].borne_by, BorneBy::Lender);
    assert!(fields.capped && !fields.cap.zh.is_empty());
    let json = serde_json::to_string(fields).unwrap();
    assert!(!json.contains("\"zh\":\"\"") && !json.contains("\"en\":\"\""));
}

#[test]
fn what_the_bank_bears_adds_nothing_and_a_floating_rate_says_so() {
    let case = case();
    let fees = [disclosed("arrangement", 1_000, true)];
    let sheet =
        render(&CostSheetInput { rate_type: RateType::Floating, ..case.input(&fees) }).unwrap();
    let fee = sheet.items.iter().find(|item| item.code == CostCode::Fee).unwrap();
    assert_eq!(fee.annual_rate, Some(AnnualRate::ZERO));
    assert!(sheet.items[0].charge.zh.ends_with("按约定的重定价日随LPR调整"));
}
