//! `cargo verify`: everything that must hold before a change is shared.

use std::process::ExitCode;

use anyhow::{Result, bail, ensure};

use crate::{
    binary,
    command::follow,
    interruption::Interruption,
    journey, lint, parity,
    postgres::ThrowAwayPostgres,
    progress::Progress,
    requirement, site,
    size::FirstLoad,
    stopwatch::{elapsed, spoken},
    tally::Tally,
    workspace::{EVERYTHING, Workspace},
};

/// One step, by the name `--only` takes.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Workspace) -> Result<Tally>,
}

/// Cheap and telling first.
const STEPS: [Step; 7] = [
    Step {
        name: "format",
        what: "The source is formatted",
        run: |workspace| lint::format(workspace).map(|()| Tally::one(true)),
    },
    Step {
        name: "lint",
        what: "No warnings, natively and for the browser",
        run: |workspace| lint::clippy(workspace).map(|()| Tally::one(true)),
    },
    Step {
        name: "docs",
        what: "The documentation builds",
        run: |workspace| lint::docs(workspace).map(|()| Tally::one(true)),
    },
    Step {
        name: "test",
        what: "Engine, HTTP, store on SQLite and PostgreSQL, architecture",
        run: native_tests,
    },
    Step {
        name: "parity",
        what: "The engine computes the same natively and in Chromium",
        run: parity::everyday,
    },
    Step {
        name: "build",
        what: "The app and the server build for release; the app fits a phone",
        run: build,
    },
    Step { name: "browser", what: "A person's journeys in Chromium", run: journeys },
];

/// Runs every step, also after one has failed, and sums up.
///
/// # Errors
/// When something the tests need is missing and cannot be installed.
pub(crate) fn every_step() -> Result<ExitCode> {
    run(&STEPS.iter().collect::<Vec<_>>())
}

/// Runs the step called `name`.
///
/// # Errors
/// As [`every_step`], and when there is no such step.
pub(crate) fn one_step(name: &str) -> Result<ExitCode> {
    match STEPS.iter().find(|step| step.name == name) {
        Some(step) => run(&[step]),
        None => bail!("no step is called `{name}`; `cargo verify --list` names them"),
    }
}

/// Names the steps.
pub(crate) fn list() {
    for step in &STEPS {
        println!("{:<10}{}", step.name, step.what);
    }
}

fn run(steps: &[&Step]) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let mut progress = Progress::of(steps.len() + 1);
    progress.step("What the tests need is here");
    requirement::ensure_all(&workspace)?;
    let interruption = Interruption::from_the_keyboard()?;
    let mut total = Tally::default();
    let mut summary = Vec::new();
    for step in steps {
        progress.step(step.what);
        let before = elapsed();
        let tally = (step.run)(&workspace).unwrap_or_else(|error| {
            println!("{}: {error:#}", step.name);
            Tally::one(false)
        });
        ensure!(!interruption.has_come(), "interrupted");
        total += tally;
        let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
        let took = spoken(elapsed().saturating_sub(before));
        summary.push(format!("  {verdict:<8}{:<10}{tally}  ({took})", step.name));
    }
    println!("\nSummary after {}:\n{}\n\n{total}", spoken(elapsed()), summary.join("\n"));
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn native_tests(workspace: &Workspace) -> Result<Tally> {
    site::ensure_folder(workspace)?;
    let postgres = ThrowAwayPostgres::start()?;
    let mut tally = Tally::default();
    let mut test = workspace.cargo(&["test", "--no-fail-fast"]);
    test.args(EVERYTHING).env("PUHUI_TEST_POSTGRES_URL", postgres.url());
    let succeeded = follow(&mut test, |line| tally.read(line))?;
    Ok(tally.or_failed(succeeded))
}

fn build(workspace: &Workspace) -> Result<Tally> {
    binary::build(workspace, &mut Progress::of(3))?;
    let size = FirstLoad::of(workspace)?;
    size.print();
    size.check()?;
    Ok(Tally::one(true))
}

/// The journeys run on what is built now, also when they are the only step.
fn journeys(workspace: &Workspace) -> Result<Tally> {
    binary::build(workspace, &mut Progress::of(3))?;
    journey::run_all(workspace)
}
