//! Loans as products lend them, recomputed to the fen from their exports by a script that shares nothing with
//! this code: `tests/recompute.py`.

use std::fs;
use std::process::Command;

use shared::calendar::Calendar;
use shared::loan::{LoanEvent, LoanEventKind};
use shared::schedule::{GraceKind, PrincipalPlan, RepaymentMethod, TermMonths, Terms};
use shared::statement::InterestBookFile;

use crate::lives::life_of;
use crate::loans;
use crate::random::{METHODS, Random};

/// Exports are files, and a script is no fold: so many lives at most.
const LIVES_MAX: u64 = 4_000;

/// Terms as a product offers them.
fn terms(random: &mut Random) -> Terms {
    let (method, term) = (random.pick(&METHODS), TermMonths::new(random.small(36) + 1).unwrap());
    let mut terms = Terms::new(random.amount(), random.rate(), random.date(), term, method);
    if method == RepaymentMethod::Seasonal {
        terms.plan = Some(PrincipalPlan::Cycle { months: 6 });
    }
    terms
}

/// No product defers interest; the script does not know how.
fn defers_interest(event: &LoanEvent) -> bool {
    matches!(event.kind, LoanEventKind::Deferred { kind: GraceKind::Deferred, .. })
}

#[test]
fn whatever_happened_to_a_loan_a_script_recomputes_it_from_its_export() {
    let folder = std::env::temp_dir().join(format!("puhui-recomputed-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let mut files = Vec::new();
    let lives = loans().min(LIVES_MAX);
    for seed in 0..lives {
        let mut random = Random::new(seed);
        let terms = terms(&mut random);
        let (events, as_of) = life_of(&mut random, terms);
        if events.iter().any(defers_interest) {
            continue;
        }
        let book = InterestBookFile::of("1", &events, as_of, &Calendar::china()).unwrap();
        let file = folder.join(format!("{seed}.json"));
        fs::write(&file, serde_json::to_vec(&book).unwrap()).unwrap();
        files.push(file);
    }
    assert!(files.len() as u64 > lives / 2);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/recompute.py");
    for some in files.chunks(1_000) {
        let agreed = Command::new("python3").arg(script).args(some).output().unwrap();
        let said = String::from_utf8_lossy(&agreed.stdout).into_owned();
        let against = String::from_utf8_lossy(&agreed.stderr).into_owned();
        assert!(agreed.status.success(), "{}{against}", said.lines().last().unwrap_or_default());
    }
    fs::remove_dir_all(folder).unwrap();
}
