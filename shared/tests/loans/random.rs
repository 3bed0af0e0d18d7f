//! Random but repeatable loans.

use chrono::{Days, NaiveDate};
use shared::calendar::BusinessDayConvention;
use shared::day_count::DayCount;
use shared::loan::{AfterPrepayment, Component, Servicing};
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::schedule::{
    Fee, FeeAmount, FeeWhen, Frequency, Grace, GraceKind, Harvest, InterestDue, InterestRuns,
    Payer, PeriodInterest, PlannedPrincipal, PrincipalPlan, RateChange, RepaymentMethod,
    TermMonths, Terms,
};

/// SplitMix64: small, and good enough to wander through cases.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `below`.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        self.bits() % below
    }

    pub(crate) fn small(&mut self, below: u16) -> u16 {
        u16::try_from(self.below(u64::from(below))).unwrap()
    }

    pub(crate) fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }

    pub(crate) fn date(&mut self) -> NaiveDate {
        let first = NaiveDate::from_ymd_opt(2014, 1, 1).unwrap();
        first.checked_add_days(Days::new(self.below(6_500))).unwrap()
    }

    /// From 1 fen to 10 million yuan, small amounts as likely as large ones.
    pub(crate) fn amount(&mut self) -> Money {
        let magnitude = 10_u64.pow(u32::from(self.small(9)) + 1);
        Money::from_fen(i64::try_from(self.below(magnitude) + 1).unwrap())
    }

    pub(crate) fn rate(&mut self) -> AnnualRate {
        let basis_points = match self.below(10) {
            0 => 0,
            1 => self.below(20_000),
            _ => self.below(2_400),
        };
        AnnualRate::from_basis_points(i64::try_from(basis_points).unwrap()).unwrap()
    }
}

pub(crate) const METHODS: [RepaymentMethod; 6] = [
    RepaymentMethod::AnyTime,
    RepaymentMethod::LevelInstalment,
    RepaymentMethod::EqualPrincipal,
    RepaymentMethod::InterestOnly,
    RepaymentMethod::Bullet,
    RepaymentMethod::Seasonal,
];

/// A loan as a product could offer it.
pub(crate) fn terms(random: &mut Random) -> Terms {
    let method = random.pick(&METHODS);
    let months = match random.below(4) {
        0 => random.small(360) + 1,
        _ => random.small(36) + 1,
    };
    let term = TermMonths::new(months).unwrap();
    let mut terms = Terms::new(random.amount(), random.rate(), random.date(), term, method);
    terms.day_count = random.pick(&[
        DayCount::Act360,
        DayCount::Act360,
        DayCount::Act365Fixed,
        DayCount::ActActIsda,
        DayCount::Thirty360BondBasis,
        DayCount::Thirty360European,
    ]);
    terms.frequency = random.pick(&[
        Frequency::Monthly,
        Frequency::Monthly,
        Frequency::Quarterly,
        Frequency::Fortnightly,
        Frequency::Weekly,
        Frequency::HalfYearly,
    ]);
    terms.period_interest = random.pick(&[PeriodInterest::ByDays, PeriodInterest::ByPeriod]);
    terms.business_day = random.pick(&[
        BusinessDayConvention::Following,
        BusinessDayConvention::ModifiedFollowing,
        BusinessDayConvention::Unadjusted,
        BusinessDayConvention::Preceding,
    ]);
    terms.interest_runs = random.pick(&[InterestRuns::ToPaymentDate, InterestRuns::ToNominalDate]);
    let by_months = !matches!(terms.frequency, Frequency::Weekly | Frequency::Fortnightly);
    if by_months && random.one_in(3) {
        terms.repayment_day = Some(u8::try_from(random.below(31) + 1).unwrap());
    }
    if method == RepaymentMethod::Seasonal {
        terms.plan = Some(plan(random, &terms));
        terms.interest_due = random.pick(&[InterestDue::EachPeriod, InterestDue::WithPrincipal]);
    }
    terms
}

fn plan(random: &mut Random, terms: &Terms) -> PrincipalPlan {
    match random.below(4) {
        0 | 1 => {
            return PrincipalPlan::Cycle { months: u8::try_from(random.below(12) + 1).unwrap() };
        }
        2 if terms.principal.fen() >= 10 => return dated(random, terms),
        _ => {}
    }
    let month = |random: &mut Random| u8::try_from(random.below(12) + 1).unwrap();
    let harvests = (0..=random.below(3))
        .map(|_| Harvest { month: month(random), weight: random.small(9) + 1 })
        .collect();
    PrincipalPlan::Harvests(harvests)
}

/// Up to four parts of the principal on days of the term.
fn dated(random: &mut Random, terms: &Terms) -> PrincipalPlan {
    let maturity = terms.maturity().unwrap();
    let days = u64::try_from((maturity - terms.start).num_days()).unwrap();
    let part = terms.principal.fen() / 5;
    let mut on = terms.start;
    let mut planned = Vec::new();
    for _ in 0..=random.below(3) {
        on = on.checked_add_days(Days::new(random.below(days / 4) + 1)).unwrap();
        let fen = i64::try_from(random.below(u64::try_from(part).unwrap()) + 1).unwrap();
        planned.push(PlannedPrincipal { on, amount: Money::from_fen(fen) });
    }
    PrincipalPlan::Dated(planned)
}

/// Further agreements that not every loan has.
pub(crate) fn agreements(random: &mut Random, terms: &mut Terms) {
    if random.one_in(4) {
        let kind = random.pick(&[
            GraceKind::InterestOnly,
            GraceKind::Capitalised,
            GraceKind::Deferred,
            GraceKind::InterestFree,
        ]);
        let from_number = random.small(4) + 1;
        terms.grace = vec![Grace { from_number, instalments: random.small(3) + 1, kind }];
    }
    let mut from = terms.start;
    while random.one_in(3) {
        from = from.checked_add_days(Days::new(random.below(200) + 1)).unwrap();
        terms.rate_changes.push(RateChange { from, annual_rate: random.rate() });
    }
    while random.one_in(3) {
        terms.fees.push(Fee {
            code: "fee".to_owned(),
            amount: FeeAmount::OfPrincipal { per_million: u32::from(random.small(20_000)) },
            when: random.pick(&[FeeWhen::Upfront, FeeWhen::EachInstalment, FeeWhen::AtEnd]),
            payer: random.pick(&[Payer::Borrower, Payer::Borrower, Payer::Institution]),
            payee: "bank".to_owned(),
            financed: random.one_in(3),
            waived: random.one_in(4),
        });
    }
}

pub(crate) fn servicing(random: &mut Random) -> Servicing {
    Servicing {
        penalty_multiplier_percent: 130 + random.small(71),
        grace_days: random.pick(&[0, 0, 3, 10]),
        compound_overdue_interest: random.one_in(3),
        after_prepayment: random
            .pick(&[AfterPrepayment::ReduceInstalment, AfterPrepayment::ShortenTerm]),
        penalty_rate_cap: random.one_in(4).then(|| random.rate()),
        allocation: random.pick(&[
            [Component::Fee, Component::Penalty, Component::Interest, Component::Principal],
            [Component::Principal, Component::Interest, Component::Penalty, Component::Fee],
            [Component::Interest, Component::Principal, Component::Fee, Component::Penalty],
        ]),
    }
}
