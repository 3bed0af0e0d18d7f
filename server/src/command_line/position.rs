//! `puhui position`: where all loans stand together at the end of a day.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use comfy_table::Table;
use serde::Serialize;
use shared::calendar::Calendar;
use shared::date_text;
use shared::language::Language;
use shared::ledger::{Account, Position};
use shared::loan::{LoanBook, LoanError, LoanEvent};
use shared::portfolio::Portfolio;
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinSet};

use super::table::headed;
use crate::clock::{Clock as _, SystemClock};
use crate::store::acts::{WalkLoans, WalkedLoan};
use crate::store::{Store, StoreError};

/// Loans read at once. Memory depends on this and not on how many loans there are.
const STRETCH: i64 = 2_000;

/// Stretches read ahead of those that work them out.
const AHEAD: usize = 2;

/// Where an installation keeps its loans.
#[derive(Clone, Debug, Args)]
pub struct Kept {
    /// The installation's data folder.
    #[arg(long, env = "PUHUI_DATA", default_value = "./data")]
    data: PathBuf,
    /// PostgreSQL instead of the embedded database.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Tables for people instead of JSON.
    #[arg(long)]
    human: bool,
    /// The language of the tables: zh or en.
    #[arg(long, default_value = "zh", env = "PUHUI_LANGUAGE")]
    language: Language,
}

impl Kept {
    /// Opens the database to look at it; a server may be running on it.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn look(&self) -> Result<Store, StoreError> {
        let own = format!("sqlite://{}", self.data.join("puhui.db").display());
        let url = self.database_url.as_deref().filter(|url| !url.is_empty());
        Store::look(url.unwrap_or(&own)).await
    }
}

/// What `puhui position` can be told.
#[derive(Clone, Debug, Args)]
pub struct PositionOf {
    #[command(flatten)]
    kept: Kept,
    /// The day; today when left out.
    #[arg(long, value_parser = day)]
    as_of: Option<NaiveDate>,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    date_text::parse(text).ok_or_else(|| "write a day such as 2026-11-21".to_owned())
}

/// Why a position or the books cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// The database cannot be read.
    #[error("the database cannot be read")]
    Store(#[from] StoreError),
    /// A loan's events make no book.
    #[error("the events of loan {loan} make no book")]
    Loan {
        /// Which loan.
        loan: String,
        /// Why.
        source: LoanError,
    },
    /// A hand that works stretches out stopped.
    #[error("a worker stopped")]
    Worker(#[from] JoinError),
    /// The runtime cannot start.
    #[error("the runtime cannot start")]
    Runtime(#[source] std::io::Error),
    /// The answer cannot be written.
    #[error("the answer cannot be written")]
    Write(#[source] std::io::Error),
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(with = "date_text")]
    as_of: NaiveDate,
    loans: u64,
    #[serde(flatten)]
    portfolio: &'a Portfolio,
}

impl PositionOf {
    /// Walks through all loans and tells where they stand together.
    ///
    /// # Errors
    /// [`LookError`].
    pub fn run(&self, out: &mut impl std::io::Write) -> Result<(), LookError> {
        let runtime = tokio::runtime::Runtime::new().map_err(LookError::Runtime)?;
        let as_of = self.as_of.unwrap_or_else(|| SystemClock.now().date_in_china());
        let portfolio = runtime.block_on(async {
            let store = self.kept.look().await?;
            position(&store, as_of).await
        })?;
        let told = Told { as_of, loans: portfolio.loans(), portfolio: &portfolio };
        let written = if self.kept.human {
            let language = self.kept.language;
            writeln!(out, "{}", counts(&portfolio, language))
                .and_then(|()| writeln!(out, "{}", accounts(&portfolio.position, language)))
        } else {
            serde_json::to_writer(&mut *out, &told).map_err(Into::into).and_then(|()| writeln!(out))
        };
        written.map_err(LookError::Write)
    }
}

/// Where all loans of a store stand together at the end of a day.
///
/// One hand reads, the others work out; memory does not grow with the number of loans.
///
/// # Errors
/// [`LookError`].
pub async fn position(store: &Store, as_of: NaiveDate) -> Result<Portfolio, LookError> {
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let (send, receive) = async_channel(hands);
    let mut working = JoinSet::new();
    for mut stretches in receive {
        working.spawn_blocking(move || {
            let calendar = Calendar::china();
            let mut portfolio = Portfolio::default();
            while let Some(stretch) = stretches.blocking_recv() {
                take(&mut portfolio, &stretch, as_of, &calendar)?;
            }
            Ok::<_, LookError>(portfolio)
        });
    }
    let mut after = (String::new(), String::new());
    let mut turn = 0;
    loop {
        let stretch = store.walk_loans(WalkLoans { after: after.clone(), most: STRETCH }).await?;
        let Some(last) = stretch.last() else { break };
        after = (last.borrower.clone(), last.loan.clone());
        let Some(hand) = send.get(turn % hands) else { break };
        if hand.send(stretch).await.is_err() {
            // That hand has stopped; its reason is told below.
            break;
        }
        turn += 1;
    }
    drop(send);
    let mut whole = Portfolio::default();
    while let Some(done) = working.join_next().await {
        let overflow = || LookError::Loan { loan: String::new(), source: LoanError::Overflow };
        whole = whole.join(&done??).ok_or_else(overflow)?;
    }
    Ok(whole)
}

type Senders = Vec<mpsc::Sender<Vec<WalkedLoan>>>;
type Receivers = Vec<mpsc::Receiver<Vec<WalkedLoan>>>;

/// A short queue for each hand.
fn async_channel(hands: usize) -> (Senders, Receivers) {
    (0..hands).map(|_| mpsc::channel(AHEAD)).unzip()
}

fn take(
    portfolio: &mut Portfolio,
    stretch: &[WalkedLoan],
    as_of: NaiveDate,
    calendar: &Calendar,
) -> Result<(), LookError> {
    for walked in stretch {
        let events = walked.events.iter().map(|event| event.read("loan event"));
        let events: Vec<LoanEvent> = events.collect::<Result<_, _>>()?;
        if events.iter().all(|event| event.on > as_of) {
            continue;
        }
        let taken =
            LoanBook::rebuild(&events, as_of, calendar).and_then(|book| portfolio.take(&book));
        taken.map_err(|source| LookError::Loan { loan: walked.loan.clone(), source })?;
    }
    Ok(())
}

fn counts(portfolio: &Portfolio, language: Language) -> Table {
    let mut table = headed(&[("", ""), ("", "")], language);
    let by = portfolio.by_days_past_due;
    let rows = [
        (("正常", "performing"), portfolio.performing.to_string()),
        (("逾期", "overdue"), portfolio.overdue.to_string()),
        (("已结清", "settled"), portfolio.settled.to_string()),
        (("未逾期本金", "principal not overdue"), by.none.to_string()),
        (("逾期1至30天本金", "principal 1 to 30 days overdue"), by.up_to_30.to_string()),
        (("逾期31至60天本金", "principal 31 to 60 days overdue"), by.up_to_60.to_string()),
        (("逾期61至90天本金", "principal 61 to 90 days overdue"), by.up_to_90.to_string()),
        (("逾期90天以上本金", "principal over 90 days overdue"), by.longer.to_string()),
    ];
    for ((zh, en), figure) in rows {
        table.add_row([language.pick(zh, en).to_owned(), figure]);
    }
    table
}

/// The accounts of a position as a table.
pub(super) fn accounts(position: &Position, language: Language) -> Table {
    let mut table =
        headed(&[("科目", "Account"), ("余额（借为正）", "Balance, debits positive")], language);
    for account in Account::ALL {
        let balance = position.of_account(account);
        if !balance.is_zero() {
            let name = account.label();
            table.add_row([name.text(language).to_owned(), balance.to_string()]);
        }
    }
    table
}

/// What `puhui books` can be told.
#[derive(Clone, Debug, Args)]
pub struct Books {
    #[command(flatten)]
    kept: Kept,
}

/// The books as they stand.
#[derive(Debug, Serialize)]
struct ToldBooks {
    accounts: Position,
    balanced: bool,
    unbalanced_entries: Vec<(String, String)>,
}

impl Books {
    /// Tells what every account holds; false when debits and credits differ anywhere.
    ///
    /// # Errors
    /// [`LookError`].
    pub fn run(&self, out: &mut impl std::io::Write) -> Result<bool, LookError> {
        let runtime = tokio::runtime::Runtime::new().map_err(LookError::Runtime)?;
        let told = runtime.block_on(async {
            let store = self.kept.look().await?;
            let found = store.trial_balance(()).await?;
            let unbalanced_entries = store.unbalanced_entries(()).await?;
            let fen = shared::money::Money::from_fen;
            let accounts: Position =
                found.iter().map(|own| (own.account, fen(own.amount_fen))).collect();
            let adds_up = accounts.sum().is_some_and(shared::money::Money::is_zero);
            let balanced = adds_up && unbalanced_entries.is_empty();
            Ok::<_, LookError>(ToldBooks { accounts, balanced, unbalanced_entries })
        })?;
        let written = if self.kept.human {
            writeln!(out, "{}", accounts(&told.accounts, self.kept.language))
        } else {
            serde_json::to_writer(&mut *out, &told).map_err(Into::into).and_then(|()| writeln!(out))
        };
        written.map_err(LookError::Write)?;
        Ok(told.balanced)
    }
}
