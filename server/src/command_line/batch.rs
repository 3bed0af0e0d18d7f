//! A batch: every line of a stream is answered on a line of its own.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::Value;
use shared::calendar::Calendar;
use shared::language::Language;

use super::format::Format;
use super::line::{Answered, Refused, read};
use super::lines::{LINE_BYTES_MAX, Lines, Next};
use super::progress::Progress;
use super::question::Question;
use super::refusal::Refusal;

/// What all batches can be told.
#[derive(Clone, Debug, Args)]
pub struct Batch {
    /// The lines to answer; standard input when left out or `-`.
    file: Option<PathBuf>,
    /// Tables for people instead of JSON lines.
    #[arg(long)]
    human: bool,
    /// The language of the tables: zh or en.
    #[arg(long, default_value = "zh", env = "PUHUI_LANGUAGE")]
    language: Language,
    /// Which days banks work.
    #[arg(long, value_enum, default_value_t = WorkingDays::China)]
    calendar: WorkingDays,
}

/// Which days banks work.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum WorkingDays {
    /// China's notices, make-up working weekends included.
    China,
    /// Monday to Friday.
    Weekdays,
    /// Every day.
    EveryDay,
}

impl WorkingDays {
    /// The calendar of these days.
    fn calendar(self) -> Calendar {
        match self {
            Self::China => Calendar::china(),
            Self::Weekdays => Calendar::weekends_only(),
            Self::EveryDay => Calendar::every_day(),
        }
    }
}

/// Why a batch stopped before its end.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The file cannot be opened.
    #[error("cannot open {file}")]
    Open {
        /// Which.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The lines cannot be read any further.
    #[error("cannot read after line {line}")]
    Read {
        /// The last line read.
        line: u64,
        /// Why.
        source: io::Error,
    },
    /// The answers cannot be written any further.
    #[error("cannot write the answer to line {line}")]
    Write {
        /// The line.
        line: u64,
        /// Why.
        source: io::Error,
    },
}

/// How a batch went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Lines that were answered.
    pub answered: u64,
    /// Lines that were refused.
    pub refused: u64,
}

/// Some lines of a batch were refused.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{refused} of {lines} lines were refused; each says why in its place")]
pub struct Refusals {
    refused: u64,
    lines: u64,
}

impl Outcome {
    /// The refused lines, as what the program ends with.
    pub const fn refusals(self) -> Refusals {
        Refusals { refused: self.refused, lines: self.answered.saturating_add(self.refused) }
    }
}

impl Batch {
    /// Answers every line in order, one at a time: memory does not grow with the number of
    /// lines. A line that cannot be answered gets a line that says why, and the batch goes
    /// on. Empty lines are passed over. Answers are sent as soon as no further line waits.
    ///
    /// # Errors
    /// [`BatchError`] where lines can no longer be read or answers written; a reader that
    /// has seen enough and goes away is no error.
    pub fn run<Q: Question>(&self, basis: &Q::Basis) -> Result<Outcome, BatchError> {
        let (source, bytes) = self.open()?;
        self.run_over::<Q>(source, bytes, basis)
    }

    /// The calendar asked for.
    pub fn calendar(&self) -> Calendar {
        self.calendar.calendar()
    }

    /// The file to read, when it is one.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| file.as_os_str() != "-")
    }

    /// The lines and how many bytes they have, where that is known.
    pub(super) fn open(&self) -> Result<(Box<dyn Read>, Option<u64>), BatchError> {
        let (source, bytes): (Box<dyn Read>, _) = match self.file() {
            None => (Box::new(io::stdin().lock()), None),
            Some(path) => {
                let failed = |source| BatchError::Open { file: path.to_owned(), source };
                let file = File::open(path).map_err(failed)?;
                let bytes = file.metadata().map_err(failed)?.len();
                (Box::new(file), Some(bytes))
            }
        };
        Ok((source, bytes))
    }

    /// [`Self::run`] over lines that are open already.
    pub(super) fn run_over<Q: Question>(
        &self,
        source: Box<dyn Read>,
        bytes: Option<u64>,
        basis: &Q::Basis,
    ) -> Result<Outcome, BatchError> {
        let progress = Progress::begin(bytes);
        let mut running = Running {
            batch: self,
            lines: Lines::of(BufReader::new(source)),
            out: BufWriter::new(io::stdout().lock()),
            line: 0,
            outcome: Outcome::default(),
        };
        let ended = running.answer_all::<Q>(&progress, basis);
        progress.end();
        match ended {
            Err(BatchError::Write { source, .. }) if source.kind() == ErrorKind::BrokenPipe => {
                Ok(running.outcome)
            }
            other => other.map(|()| running.outcome),
        }
    }
}

struct Running<'a, W: Write> {
    batch: &'a Batch,
    lines: Lines<BufReader<Box<dyn Read>>>,
    out: W,
    line: u64,
    outcome: Outcome,
}

impl<W: Write> Running<'_, W> {
    fn answer_all<Q: Question>(
        &mut self,
        progress: &Progress,
        basis: &Q::Basis,
    ) -> Result<(), BatchError> {
        while self.step::<Q>(basis)? {
            progress.at(self.line, self.lines.bytes);
            if self.lines.source().buffer().is_empty() {
                let line = self.line;
                self.out.flush().map_err(|source| BatchError::Write { line, source })?;
            }
        }
        let line = self.line;
        self.out.flush().map_err(|source| BatchError::Write { line, source })
    }

    /// Answers the next line; false when there is none.
    fn step<Q: Question>(&mut self, basis: &Q::Basis) -> Result<bool, BatchError> {
        let line = self.line.saturating_add(1);
        let next = self.lines.next();
        let next = next.map_err(|source| BatchError::Read { line: self.line, source })?;
        let question = match next {
            None => return Ok(false),
            Some(Next::Line(text)) if text.trim_ascii().is_empty() => {
                self.line = line;
                return Ok(true);
            }
            Some(Next::Line(text)) => read::<Q>(text),
            Some(Next::TooLong) => {
                Err(Refusal::new("", format!("the line is longer than {LINE_BYTES_MAX} bytes")))
            }
        };
        self.line = line;
        let answer = match &question {
            Ok(question) => question.answer(basis),
            Err(refusal) => Err(refusal.clone()),
        };
        let id = question.as_ref().ok().and_then(Question::id);
        let written = match &answer {
            Ok(answer) => self.tell::<Q>(id, answer),
            Err(refusal) => self.refuse(id, refusal),
        };
        written.map_err(|source| BatchError::Write { line, source })?;
        let count = match answer {
            Ok(_) => &mut self.outcome.answered,
            Err(_) => &mut self.outcome.refused,
        };
        *count = count.saturating_add(1);
        Ok(true)
    }

    fn tell<Q: Question>(&mut self, id: Option<&Value>, answer: &Q::Answer) -> io::Result<()> {
        if !self.batch.human {
            return self.write(&Answered { format: Format::One, line: self.line, id, answer });
        }
        self.title(id)?;
        for table in Q::tables(answer, self.batch.language) {
            writeln!(self.out, "{table}")?;
        }
        Ok(())
    }

    fn refuse(&mut self, id: Option<&Value>, refusal: &Refusal) -> io::Result<()> {
        if !self.batch.human {
            let refused = Refused { format: Format::One, line: self.line, id, error: refusal };
            return self.write(&refused);
        }
        self.title(id)?;
        writeln!(self.out, "✗ {}: {}", refusal.field, refusal.problem)
    }

    fn title(&mut self, id: Option<&Value>) -> io::Result<()> {
        let line = self.batch.language.pick("行", "Line");
        match id {
            None => writeln!(self.out, "{line} {}", self.line),
            Some(Value::String(id)) => writeln!(self.out, "{line} {} · {id}", self.line),
            Some(id) => writeln!(self.out, "{line} {} · {id}", self.line),
        }
    }

    fn write(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, line)?;
        self.out.write_all(b"\n")
    }
}
