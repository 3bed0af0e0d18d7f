//! Life of a loan: payments, arrears, penalties, further draws.

use rust_decimal::Decimal;
use shared::calendar::Calendar;
use shared::day_count::actual_days;
use shared::interest::{interest, interest_for_days};
use shared::loan::{AfterPrepayment, LoanBook, LoanEvent, LoanEventKind, Servicing, penalty_rate};
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::rounding::Rounding;
use shared::schedule::{
    Departure, Fee, FeeAmount, FeeWhen, FurtherDraw, GraceKind, Payer, RepaymentMethod, Schedule,
    Unpaid,
};

use crate::reading::{Fields, Outcome, Vector, convention, money, near, rate, rounded, same};
use crate::schedules::single_interest;
use crate::terms::{annual_rate, lay_out_departing, printed, terms};

/// Regulators' classes by days past due, for the one vector that names one (Frappe's).
fn bucket(days: i64) -> &'static str {
    match days {
        i64::MIN..=0 => "Standard",
        1..=30 => "SMA-0",
        31..=60 => "SMA-1",
        61..=90 => "SMA-2",
        _ => "Substandard",
    }
}

pub(crate) fn days_past_due(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let (due, as_of) = (inputs.date("due_date")?, inputs.date("as_of")?);
    let terms = shared::schedule::Terms {
        business_day: shared::calendar::BusinessDayConvention::Unadjusted,
        first_due: Some(due),
        ..shared::schedule::Terms::new(
            Money::from_fen(1_000_000),
            AnnualRate::ZERO,
            shared::calendar::add_months(due, -1).ok_or("no such date")?,
            shared::schedule::TermMonths::new(1).map_err(|error| error.to_string())?,
            RepaymentMethod::Bullet,
        )
    };
    let mut events = vec![LoanEvent::drawn(terms, Servicing::default())];
    let book = LoanBook::rebuild(&events, as_of, &Calendar::every_day())
        .map_err(|error| error.to_string())?;
    events.clear();
    let late = i64::from(book.days_past_due());
    // A bullet falls due on maturity, which a clamped month may put before the date asked.
    let late = late - actual_days(book.next_due().ok_or("nothing is due")?.due_date, due);
    for name in vector.expected.0.keys() {
        match name.as_str() {
            "days_past_due" => same(name, &late, &vector.expected.whole(name)?)?,
            "bucket" => same(name, &bucket(late), &vector.expected.text(name)?.as_str())?,
            other => return Err(format!("expectation `{other}` is not known")),
        }
    }
    Ok(Outcome::Passed)
}

pub(crate) fn overdue_interest(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    if inputs.text_or("penalty_rate", "none") != "none" {
        return Err("a penalty rate is not expected here".to_owned());
    }
    let paid = u16::try_from(inputs.whole("instalments_paid_on_time")?);
    let unpaid =
        Unpaid { paid: paid.map_err(|error| error.to_string())?, as_of: inputs.date("as_of")? };
    rows(vector, &Departure { draws: Vec::new(), unpaid: Some(unpaid) })
}

/// Compares a departing schedule with the published rows and their interest.
fn rows(vector: &Vector, departure: &Departure) -> Result<Outcome, String> {
    let laid = lay_out_departing(vector, false, departure)?;
    for (index, row) in vector.expected.objects("rows")?.iter().enumerate() {
        let instalment = laid.row(index + 1)?;
        same("due date", &instalment.due_date, &row.date("due_date")?)?;
        for (name, computed) in [
            ("principal", instalment.principal),
            ("interest", instalment.interest),
            ("total", instalment.total),
            ("balance", instalment.balance_after),
        ] {
            let what = format!("{name} of instalment {}", index + 1);
            same(&what, &computed, &row.money(name)?)?;
        }
    }
    if vector.expected.has("total_interest") {
        let total = vector.expected.money("total_interest")?;
        same("total_interest", &laid.schedule.total_interest(), &total)?;
    }
    Ok(Outcome::Passed)
}

pub(crate) fn penalty(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    if inputs.has("fee_percent") {
        return late_fee(vector);
    }
    if inputs.has("percent_of_base") {
        let base = rate(inputs.decimal("annual_rate")?)?;
        let percent = u16::try_from(inputs.whole("percent_of_base")?).map_err(|e| e.to_string())?;
        let raised = penalty_rate(base, percent, None).ok_or("the rate is too high")?;
        same("rate", &raised, &rate(vector.expected.decimal("rate")?)?)?;
        return Ok(Outcome::Passed);
    }
    if inputs.has("principal_cents") {
        return payday(vector);
    }
    let base = inputs.percent("annual_rate_percent")?;
    if inputs.has("cap_percent") {
        let cap = inputs.percent("cap_percent")?;
        let raised = penalty_rate(base, multiplier(inputs)?, Some(cap));
        let expected = vector.expected.percent("penalty_rate_percent")?;
        same("penalty rate", &raised, &Some(expected))?;
        return Ok(Outcome::Passed);
    }
    let day_count = convention(&inputs.text("day_count")?)?;
    let on = |amount: Money, percent: u16, days: i64| {
        let raised = penalty_rate(base, percent, None).ok_or("the rate is too high")?;
        interest_for_days(amount, raised, days, day_count, Rounding::HalfUp)
            .ok_or("the amount is too large")
    };
    let days = inputs.whole("days")?;
    if inputs.has("tiers") {
        return tiers(vector, days, on);
    }
    let grace = inputs.whole("grace_days").unwrap_or(0);
    let days = (days - grace).max(0);
    let overdue = inputs.money("overdue_amount").or_else(|_| inputs.money("overdue_principal"))?;
    for name in vector.expected.0.keys() {
        let computed = match name.as_str() {
            "penalty" => on(overdue, multiplier(inputs)?, days)?,
            "compound_on_interest" => {
                on(inputs.money("overdue_interest")?, multiplier(inputs)?, days)?
            }
            "penalty_days" | "days" => {
                same(name, &days, &vector.expected.whole(name)?)?;
                continue;
            }
            other => return Err(format!("expectation `{other}` is not known")),
        };
        same(name, &computed, &vector.expected.money(name)?)?;
    }
    Ok(Outcome::Passed)
}

fn multiplier(inputs: &Fields) -> Result<u16, String> {
    let percent = (inputs.decimal("multiplier")? * Decimal::ONE_HUNDRED).normalize();
    u16::try_from(percent.mantissa()).map_err(|error| error.to_string()).and_then(|value| {
        let zeros = u32::from(percent.scale() > 0);
        if zeros > 0 { Err("the multiplier has too many decimals".to_owned()) } else { Ok(value) }
    })
}

fn tiers(
    vector: &Vector,
    days: i64,
    on: impl Fn(Money, u16, i64) -> Result<Money, &'static str>,
) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let overdue = inputs.money("overdue_amount")?;
    let (mut counted, mut charged) = (Vec::new(), Vec::new());
    for tier in inputs.objects("tiers")? {
        let (from, to) = (tier.whole("from")?, tier.whole("to")?.min(days));
        let within = (to - from + 1).max(0);
        counted.push(within);
        charged.push(on(overdue, multiplier(&tier)?, within)?);
    }
    let whole = |value: &serde_json::Value| value.as_i64();
    let days_by_tier: Option<Vec<i64>> =
        vector.expected.list("days_by_tier")?.iter().map(whole).collect();
    same("days_by_tier", &Some(counted), &days_by_tier)?;
    let published: Vec<Money> = vector
        .expected
        .list("penalty_by_tier")?
        .iter()
        .map(|value| money(crate::reading::decimal(value.as_str().unwrap_or_default())?))
        .collect::<Result<_, _>>()?;
    same("penalty_by_tier", &charged, &published)?;
    Ok(Outcome::Passed)
}

/// A one-off percentage of what is overdue.
fn late_fee(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let parts = (inputs.decimal("fee_percent")? * Decimal::from(10_000)).normalize();
    let per_million = u32::try_from(parts.mantissa()).map_err(|error| error.to_string())?;
    let fee = Fee {
        code: "late".to_owned(),
        amount: FeeAmount::OfBalance { per_million },
        when: FeeWhen::EachInstalment,
        payer: Payer::Borrower,
        payee: String::new(),
        financed: false,
        waived: false,
    };
    let mut base = Money::ZERO;
    for part in inputs.text("base")?.split('+') {
        base = base
            .checked_add(inputs.money(&format!("overdue_{part}"))?)
            .ok_or("the amount is too large")?;
    }
    let computed = fee.on(base, base, Rounding::HalfUp);
    same("penalty", &computed, &Some(vector.expected.money("penalty")?))?;
    Ok(Outcome::Passed)
}

/// Interest and penalty as rates a day, in cents.
fn payday(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let principal = inputs.money("principal_cents")?;
    let part = |rate_name: &str, days_name: &str| -> Result<Money, String> {
        // A daily rate is exactly 360 of itself over 360.
        let yearly = rate(inputs.decimal(rate_name)? * Decimal::from(360))?;
        let time = shared::day_count::YearFraction::new(inputs.whole(days_name)?, 360)
            .ok_or("no such time")?;
        interest(principal, yearly, time, Rounding::HalfUp)
            .ok_or_else(|| "the amount is too large".to_owned())
    };
    let due = part("daily_rate", "days")?;
    let late = part("penalty_daily_rate", "overdue_days")?;
    let total = Money::checked_sum([principal, due, late]);
    same("total", &total, &Some(vector.expected.money("total_cents")?))?;
    Ok(Outcome::Passed)
}

pub(crate) fn prepayment(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    if inputs.has("extra_principal_per_period") {
        return extra_each_period(vector);
    }
    let mut terms = terms(vector)?;
    // Without a holiday calendar the life of the loan is its plan.
    terms.term = shared::schedule::TermMonths::new(terms.instalment_count.unwrap_or(1))
        .map_err(|error| error.to_string())?;
    terms.instalment_count = None;
    let servicing =
        Servicing { after_prepayment: AfterPrepayment::ShortenTerm, ..Servicing::default() };
    let rebuild = |events: &[LoanEvent], day| {
        LoanBook::rebuild(events, day, &Calendar::every_day()).map_err(|error| error.to_string())
    };
    let mut events = vec![LoanEvent::drawn(terms.clone(), servicing)];
    if inputs.has("payoff_date") {
        for (sequence, paid) in (1_u32..).zip(inputs.objects("paid")?) {
            events.push(LoanEvent::paid(paid.date("date")?, sequence, paid.money("amount")?));
        }
        let payoff = rebuild(&events, inputs.date("payoff_date")?)?;
        let until_due = inputs.text_or("interest_until", "payoff date") != "payoff date";
        let owed = if until_due {
            let next = payoff.next_due().ok_or("nothing is due")?.due_date;
            payoff.payoff_on(next).map_err(|error| error.to_string())?
        } else {
            payoff.payoff()
        };
        for (name, computed) in
            [("principal", owed.principal), ("interest", owed.interest), ("total", owed.total)]
        {
            same(name, &computed, &vector.expected.money(name)?)?;
        }
        return Ok(Outcome::Passed);
    }
    instalment_paid_early(vector, &terms, events, rebuild)
}

/// An instalment paid before its date: what is left of its interest joins the next one.
fn instalment_paid_early(
    vector: &Vector,
    terms: &shared::schedule::Terms,
    mut events: Vec<LoanEvent>,
    rebuild: impl Fn(&[LoanEvent], chrono::NaiveDate) -> Result<LoanBook, String>,
) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let early = inputs.object("early_payment")?;
    let on = early.date("date")?;
    let schedule =
        Schedule::build(terms, &Calendar::every_day()).map_err(|error| error.to_string())?;
    for instalment in schedule.instalments.iter().filter(|instalment| instalment.due_date < on) {
        events.push(LoanEvent::paid(instalment.due_date, 1, instalment.total));
    }
    let amount = early.decimal("principal")? + early.decimal("interest")?;
    events.push(LoanEvent::paid(on, 1, money(amount)?));
    let kind = LoanEventKind::Deferred { instalments: 1, kind: GraceKind::Deferred };
    events.push(LoanEvent { on, sequence: 2, kind });
    let book = rebuild(&events, on)?;
    let receipt = book.receipts().last().ok_or("no receipt")?;
    same("early principal", &receipt.principal, &early.money("principal")?)?;
    same("early interest", &receipt.interest, &early.money("interest")?)?;
    let from = inputs.date("rows_from")?;
    let upcoming: Vec<_> = book.upcoming().filter(|row| row.due_date >= from).collect();
    let mut total = Money::ZERO;
    for (row, computed) in vector.expected.objects("rows")?.iter().zip(&upcoming) {
        same("due date", &computed.due_date, &row.date("due_date")?)?;
        for (name, computed) in [
            ("principal", computed.principal),
            ("interest", computed.interest),
            ("total", computed.total),
            ("balance", computed.balance_after),
        ] {
            same(&format!("{name} of {}", row.text("due_date")?), &computed, &row.money(name)?)?;
        }
        total = total.checked_add(computed.interest).ok_or("the amount is too large")?;
    }
    if vector.expected.has("total_interest") {
        same("total_interest", &total, &vector.expected.money("total_interest")?)?;
    }
    Ok(Outcome::Passed)
}

/// The same amount of extra principal with every instalment; the instalment stays.
fn extra_each_period(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let none = Departure::default();
    let plain = lay_out_departing(vector, true, &none)?;
    let level = plain.yuan(plain.row(1)?.total);
    let faster = {
        let fine = |amount: Decimal| amount * Decimal::from(100_000_000);
        let instalment = fine(level + inputs.decimal("extra_principal_per_period")?);
        let instalment = i64::try_from(rounded(instalment, 0).mantissa());
        let base = terms(vector)?;
        let principal = base.principal.checked_mul(1_000_000).ok_or("the amount is too large")?;
        let terms = shared::schedule::Terms {
            principal,
            instalment: Some(Money::from_fen(instalment.map_err(|error| error.to_string())?)),
            ..base
        };
        Schedule::build(&terms, &Calendar::every_day()).map_err(|error| error.to_string())?
    };
    let saved = plain.yuan(plain.schedule.total_interest()) - plain.yuan(faster.total_interest());
    let published = vector.expected.decimal("interest_saved")?;
    near("interest_saved", printed(saved, published), published, Decimal::new(1, 2))?;
    let shorter = plain.schedule.instalments.len() - faster.instalments.len();
    same(
        "periods_saved",
        &i64::try_from(shorter).ok(),
        &Some(vector.expected.whole("periods_saved")?),
    )?;
    Ok(Outcome::Passed)
}

pub(crate) fn revolving(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    if inputs.has("principal_cents") {
        return payday(vector);
    }
    if inputs.has("inclusive") {
        return inclusive(vector);
    }
    if !inputs.has("drawdowns") {
        return single_interest(vector);
    }
    let drawdowns = inputs.objects("drawdowns")?;
    if inputs.has("rule") {
        return each_draw_its_own_loan(vector, &drawdowns);
    }
    let mut first = Vector {
        id: vector.id.clone(),
        title: String::new(),
        kind: "schedule_annuity".to_owned(),
        document_only: false,
        modes: vector.modes.clone(),
        inputs: inputs.clone(),
        expected: vector.expected.clone(),
        tolerance: Fields::default(),
    };
    let amount = drawdowns.first().ok_or("no drawdown")?.value("amount")?.clone();
    first.inputs.0.insert("principal".to_owned(), amount);
    let draws = drawdowns
        .iter()
        .skip(1)
        .map(|draw| Ok(FurtherDraw { on: draw.date("date")?, amount: draw.money("amount")? }))
        .collect::<Result<_, String>>()?;
    rows(&first, &Departure { draws, unpaid: None })
}

/// Both the first and the last day bear interest.
fn inclusive(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let days = actual_days(inputs.date("from")?, inputs.date("to")?) + 1;
    let day_count = convention(&inputs.text("day_count")?)?;
    let annual_rate = inputs.percent("annual_rate_percent")?;
    let principal = inputs.money("principal")?;
    let earned = interest_for_days(principal, annual_rate, days, day_count, Rounding::HalfUp);
    same("days", &days, &vector.expected.whole("days")?)?;
    same("interest", &earned, &Some(vector.expected.money("interest")?))?;
    Ok(Outcome::Passed)
}

/// Each draw is a loan of its own in equal principal; their payments add up.
fn each_draw_its_own_loan(vector: &Vector, drawdowns: &[Fields]) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let mut payments = std::collections::BTreeMap::<i64, Decimal>::new();
    for draw in drawdowns {
        let after = draw.whole("after_period")?;
        let mut one = inputs.clone();
        one.0.insert("principal".to_owned(), draw.value("amount")?.clone());
        one.0.insert("periods".to_owned(), draw.value("equal_principal_over_periods")?.clone());
        let loan = Vector {
            id: vector.id.clone(),
            title: String::new(),
            kind: "schedule_equal_principal".to_owned(),
            document_only: false,
            modes: vector.modes.clone(),
            inputs: one,
            expected: Fields::default(),
            tolerance: Fields::default(),
        };
        let laid = lay_out_departing(&loan, true, &Departure::default())?;
        for (number, row) in (after + 1..).zip(&laid.schedule.instalments) {
            *payments.entry(number).or_default() += laid.yuan(row.total);
        }
    }
    // The rate must be readable as the terms read it.
    annual_rate(inputs.decimal("annual_rate_percent")?, inputs)?;
    let expected = vector.expected.object("payment_by_period")?;
    for name in expected.0.keys() {
        let number: i64 = name.parse().map_err(|_| format!("`{name}` is no period"))?;
        let published = expected.decimal(name)?;
        let computed = payments.get(&number).copied().unwrap_or_default();
        near(
            &format!("payment {name}"),
            printed(computed, published),
            published,
            Decimal::new(1, 2),
        )?;
    }
    Ok(Outcome::Passed)
}
