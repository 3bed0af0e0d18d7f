//! Files of statements: what they come to, and what their lines are refused for.
#![cfg(all(feature = "every-product", not(target_arch = "wasm32")))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use chrono::NaiveDate;
use shared::facts::{Metric, Segment, Source};
use shared::imported::{FAULTS_MAX, Figures, FileKind, FileTable, Reading, Row, read};
use shared::language::{Language, Say};

fn table(text: &str) -> FileTable {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = text.lines().zip(1..).map(|(text, line)| Row { line, cells: cells(text) });
    FileTable::of(rows.collect())
}

fn reading(kind: FileKind) -> Reading<'static> {
    Reading {
        kind,
        segment: Segment::MicroEnterprise,
        own_names: &["泸州青禾餐饮管理有限公司", "陈秀兰"],
        today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
    }
}

fn bank(text: &str) -> Result<Figures, Vec<String>> {
    came_to(FileKind::Bank, text)
}

fn came_to(kind: FileKind, text: &str) -> Result<Figures, Vec<String>> {
    let said = |faults: Vec<shared::imported::Fault>| {
        faults.iter().map(|fault| fault.say(Language::Zh)).collect()
    };
    read(reading(kind), &table(text)).map_err(said)
}

#[test]
fn an_account_comes_to_inflow_average_balance_and_months() {
    let figures = bank(
        "交易日期,贷方发生额,借方发生额,账户余额,对方户名\n\
         2025-11-20,500,,1500,张三\n\
         2026-10-01,1000,,2500,张三\n\
         2026-10-11,,500,2000,房东\n\
         2026-11-10,3000,,5000,陈秀兰\n\
         2026-11-20,\u{ffe5}1000.50,,6000.50,李四\n",
    )
    .unwrap();
    let value = |metric| figures.facts.value(metric).unwrap();
    // The first line is twelve months old to the day, and the owner's own money is no sale.
    assert_eq!(value(Metric::BankInflow12Months), 200_050);
    assert_eq!(value(Metric::MonthsOfStatements), 2);
    // 133 days of 1,500, 10 of 2,500, 30 of 2,000, 10 of 5,000 and one of 6,000.50, over 184.
    assert_eq!(value(Metric::AverageBalance), 185_055);
    let datum = figures.facts.datum(Metric::AverageBalance).unwrap();
    assert_eq!((datum.source, datum.as_of), (Source::Imported, figures.last_day));
    assert_eq!(figures.first_day, NaiveDate::from_ymd_opt(2025, 11, 20).unwrap());
}

#[test]
fn what_stands_above_the_headings_and_empty_lines_are_passed_over() {
    let plain = "日期,收入,支出,余额\n2026-11-01,10,,10\n";
    let export =
        "户名,泸州青禾餐饮管理有限公司\n,\n日期,收入,支出,余额,,\n2026-11-01,10,,10,,\n,,,\n";
    assert_eq!(bank(plain), bank(export));
    let broken =
        bank("户名,青禾\n日期,收入,支出,余额\n2026-11-01,1,000.00,,1000.00\n").unwrap_err();
    assert!(broken[0].starts_with("第3行：列数与表头不同"), "{broken:?}");
}

#[test]
fn a_file_that_runs_backward_comes_to_the_same() {
    let forward = "日期,收入,支出,余额\n2026-11-01,10,,10\n2026-11-01,5,,15\n2026-11-02,,5,10\n";
    let backward = "日期,收入,支出,余额\n2026-11-02,,5,10\n2026-11-01,5,,15\n2026-11-01,10,,10\n";
    assert_eq!(bank(forward), bank(backward));
}

#[test]
fn takings_come_to_what_was_taken_less_refunds() {
    let text = "date,taken,refunded\n2026-09-30,100.10,\n2026-10-15,50,20\n2026-11-20,30,0\n";
    let figures = came_to(FileKind::Takings, text).unwrap();
    assert_eq!(figures.facts.value(Metric::Takings12Months), Some(16_010));
    assert_eq!(figures.facts.value(Metric::MonthsOfTakings), Some(3));
}

#[test]
fn each_bad_line_is_named_with_what_to_write_instead() {
    let faults = bank(
        "日期,收入,支出,余额\n\
         2026-13-40,1,,1\n\
         2026-11-22,1,,1\n\
         2026-11-20,-5,,1\n\
         2026-11-20,五,,1\n",
    )
    .unwrap_err();
    assert_eq!(
        faults,
        [
            "第2行：“2026-13-40”不是日期，请写成2026-03-15这样。",
            "第3行：2026-11-22还没有到，请核对日期。",
            "第4行：“-5”不是金额，请写成以元为单位、不带负号的数字，如1234.50。",
            "第5行：“五”不是金额，请写成以元为单位、不带负号的数字，如1234.50。",
        ]
    );
}

#[test]
fn what_is_wrong_with_the_file_as_a_whole_is_said() {
    for (text, begins) in [
        (
            "日期,收入,支出\n2026-11-01,1,,\n",
            "第1行：缺少“余额”一列，表头请写成：日期,收入,支出,余额。",
        ),
        ("日期,收入（万元）,支出,余额\n2026-11-01,1,,1\n", "第1行：“收入（万元）”以万元为单位"),
        ("日期,收入,支出,余额\n", "第1行：没有流水"),
        (
            "日期,收入,支出,余额\n2026-11-01,1,,1\n2026-11-02,1,,1\n",
            "第3行：余额与上一行接不上，应为2.00",
        ),
        (
            "日期,收入,支出,余额\n2026-11-01,1,,1\n2026-11-03,1,,2\n2026-11-02,1,,3\n",
            "第4行：日期与前后行的顺序不一致",
        ),
    ] {
        let faults = bank(text).unwrap_err();
        assert!(faults[0].starts_with(begins), "{faults:?}");
        assert_eq!(faults.len(), 1);
    }
}

#[test]
fn a_thousand_bad_lines_are_told_by_the_first_twenty() {
    let lines = "x,1,,1\n".repeat(1_000);
    let faults = bank(&format!("日期,收入,支出,余额\n{lines}")).unwrap_err();
    assert_eq!(faults.len(), FAULTS_MAX);
}
