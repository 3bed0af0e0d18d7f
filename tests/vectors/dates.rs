//! Business days and due dates.

use chrono::NaiveDate;
use serde_json::Value;
use shared::calendar::{
    BusinessDayConvention, Calendar, add_months, day_in_month, is_month_end, month_end,
};
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::schedule::{
    Compatibility, Frequency, MissingDay, RepaymentMethod, Schedule, TermMonths, Terms,
};

use crate::reading::{Outcome, Vector, date, same};

fn calendar(name: &str) -> Result<Calendar, String> {
    match name {
        "SAT_SUN" | "WEEKENDS" => Ok(Calendar::weekends_only()),
        "NONE" => Ok(Calendar::every_day()),
        name if name.starts_with("CN") => Ok(Calendar::china()),
        name if name.starts_with("TARGET") => Ok(target()),
        other => Err(format!("calendar `{other}` is not known")),
    }
}

/// The euro payment calendar of the years the vectors use.
fn target() -> Calendar {
    let fixed = ["01-01", "05-01", "12-25", "12-26"];
    let easter = ["2024-03-29", "2024-04-01", "2025-04-18", "2025-04-21"];
    let days: Vec<NaiveDate> = (2024..=2025)
        .flat_map(|year| fixed.map(|day| format!("{year}-{day}")))
        .chain(easter.map(str::to_owned))
        .filter_map(|text| date(&text).ok())
        .collect();
    let end = days.iter().copied().max().unwrap_or(NaiveDate::MAX);
    Calendar::weekends_only().with_notice(&days, &[], end)
}

fn convention(name: &str) -> Result<BusinessDayConvention, String> {
    Ok(match name {
        "UNADJUSTED" | "NO_ADJUST" => BusinessDayConvention::Unadjusted,
        "FOLLOWING" => BusinessDayConvention::Following,
        "MODIFIED_FOLLOWING" => BusinessDayConvention::ModifiedFollowing,
        "MODIFIED_FOLLOWING_BI_MONTHLY" => BusinessDayConvention::ModifiedFollowingBiMonthly,
        "PRECEDING" => BusinessDayConvention::Preceding,
        "MODIFIED_PRECEDING" => BusinessDayConvention::ModifiedPreceding,
        "NEAREST" => BusinessDayConvention::Nearest,
        other => return Err(format!("convention `{other}` is not known")),
    })
}

pub(crate) fn business_day(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let calendar = calendar(&inputs.text("calendar")?)?;
    let day = inputs.date("date")?;
    match inputs.text("operation")?.as_str() {
        "is_business_day" => {
            let expected = vector.expected.value("is_business_day")?.as_bool();
            same("is_business_day", &Some(calendar.is_business_day(day)), &expected)?;
        }
        "adjust" => {
            let convention = convention(&inputs.text("convention")?)?;
            let moved = calendar.adjust(day, convention);
            same("date", &moved, &Some(vector.expected.date("date")?))?;
        }
        other => return Err(format!("operation `{other}` is not known")),
    }
    Ok(Outcome::Passed)
}

pub(crate) fn roll(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let months = || i32::try_from(inputs.whole("months")?).map_err(|error| error.to_string());
    let computed = match inputs.text("operation")?.as_str() {
        "add_months" => vec![add_months(inputs.date("start")?, months()?)],
        "next_eom" => vec![add_months(inputs.date("start")?, months()?).and_then(month_end)],
        "due_day_in_month" => {
            let day = u32::try_from(inputs.whole("day")?).map_err(|error| error.to_string())?;
            vec![day_in_month(inputs.date("month_of")?, day)]
        }
        "repayment_day" => vec![repayment_day(vector)?],
        "schedule_eom" => return month_ends(vector),
        "schedule_anchor" => due_dates(vector)?,
        "schedule_month_start" => return month_starts(vector),
        other => return Err(format!("operation `{other}` is not known")),
    };
    let expected = match vector.expected.value("date") {
        Ok(_) => vec![Some(vector.expected.date("date")?)],
        Err(_) => dates_of(vector.expected.list("dates")?)?,
    };
    same("dates", &computed, &expected)?;
    Ok(Outcome::Passed)
}

fn dates_of(values: &[Value]) -> Result<Vec<Option<NaiveDate>>, String> {
    values.iter().map(|value| date(value.as_str().unwrap_or_default()).map(Some)).collect()
}

fn unadjusted(start: NaiveDate) -> Result<Terms, String> {
    let term = TermMonths::new(1).map_err(|error| error.to_string())?;
    let method = RepaymentMethod::EqualPrincipal;
    Ok(Terms {
        business_day: BusinessDayConvention::Unadjusted,
        ..Terms::new(Money::from_fen(1_000_000_000), AnnualRate::ZERO, start, term, method)
    })
}

fn due(terms: &Terms) -> Result<Vec<Option<NaiveDate>>, String> {
    let schedule = Schedule::build(terms, &Calendar::china()).map_err(|error| error.to_string())?;
    Ok(schedule.instalments.iter().map(|instalment| Some(instalment.due_date)).collect())
}

fn due_dates(vector: &Vector) -> Result<Vec<Option<NaiveDate>>, String> {
    let inputs = &vector.inputs;
    let months = u8::try_from(inputs.whole("months")?).map_err(|error| error.to_string())?;
    let count = u16::try_from(inputs.whole("count")?).map_err(|error| error.to_string())?;
    let missing_day = match inputs.text_or("missing_day", "LAST_DAY_OF_MONTH").as_str() {
        "LAST_DAY_OF_MONTH" => MissingDay::LastOfMonth,
        "FIRST_DAY_OF_NEXT_MONTH" => MissingDay::FirstOfNextMonth,
        other => return Err(format!("missing day `{other}` is not known")),
    };
    due(&Terms {
        frequency: Frequency::Months(months),
        instalment_count: Some(count),
        compatibility: Compatibility { missing_day, ..Compatibility::default() },
        ..unadjusted(inputs.date("start")?)?
    })
}

/// Month-end due dates: from a month end on, the 31st or the last day there is.
fn month_ends(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let start = inputs.date("start")?;
    if !is_month_end(start) {
        return Err("an end-of-month schedule starts on a month end".to_owned());
    }
    let calendar = calendar(&inputs.text("calendar")?)?;
    let convention = convention(&inputs.text("convention")?)?;
    let count = u16::try_from(inputs.whole("count")?).map_err(|error| error.to_string())?;
    let months = u8::try_from(inputs.whole("months")?).map_err(|error| error.to_string())?;
    let first_due = add_months(start, i32::from(months)).and_then(month_end);
    let terms = Terms {
        frequency: Frequency::Months(months),
        instalment_count: Some(count),
        repayment_day: Some(31),
        ..unadjusted(start)?
    };
    let mut computed = vec![calendar.adjust(start, convention)];
    let dues = due(&terms)?;
    same("first", &dues.first().copied().flatten(), &first_due)?;
    computed.extend(dues.into_iter().map(|day| calendar.adjust(day?, convention)));
    same("dates", &computed, &dates_of(vector.expected.list("dates")?)?)?;
    Ok(Outcome::Passed)
}

fn month_starts(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let count = u16::try_from(inputs.whole("count")?).map_err(|error| error.to_string())?;
    let terms = Terms {
        repayment_day: Some(1),
        instalment_count: Some(count),
        ..unadjusted(inputs.date("start")?)?
    };
    let dates = due(&terms)?;
    for (name, computed) in
        [("first", dates.first()), ("second", dates.get(1)), ("last", dates.last())]
    {
        same(name, &computed.copied().flatten(), &Some(vector.expected.date(name)?))?;
    }
    Ok(Outcome::Passed)
}

/// The first due date on a contractual repayment day.
fn repayment_day(vector: &Vector) -> Result<Option<NaiveDate>, String> {
    let inputs = &vector.inputs;
    let day = u8::try_from(inputs.whole("repayment_day")?).map_err(|error| error.to_string())?;
    let terms = Terms {
        repayment_day: Some(day),
        term: TermMonths::new(12).map_err(|error| error.to_string())?,
        ..unadjusted(inputs.date("period_start")?)?
    };
    Ok(due(&terms)?.first().copied().flatten())
}
