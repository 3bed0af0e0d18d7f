//! The threads that own a connection: one that writes, in groups, and some that read.

use std::any::type_name;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot};

use super::connection::{Conn, statement};
use super::{BEGIN, Body};
use crate::store::StoreError;

/// Acts committed together at most; more would only add latency.
const GROUP_MAX: usize = 256;

/// Acts waiting for a thread before callers wait to hand theirs over.
const QUEUE_MAX: usize = 1024;

/// How long the writer waits for more acts before it commits, where several came together.
const GATHERING: Duration = Duration::from_micros(500);

/// How often it waits so for one group.
const GATHERINGS_MAX: usize = 4;

/// Acts that are worth a sync: with so many together, waiting for more would leave the processors idle.
const GROUP_ENOUGH: usize = 32;

/// What an act asks of the transaction around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shelter {
    /// It only reads.
    Reads,
    /// It is one statement, atomic by itself.
    Single,
    /// It is more than one statement, undone together when one fails.
    Compound,
}

/// An act on its way through a thread.
trait Pending: Send {
    fn shelter(&self) -> Shelter;
    /// Performs the act and keeps its outcome; `false` means undo it.
    fn perform(&mut self, conn: &mut Conn) -> bool;
    /// Hands the outcome to whoever waits; called after what was written is durable.
    fn reply(self: Box<Self>);
}

/// An act, the body function that performs it, and where its outcome goes.
struct Queued<A, O> {
    act: A,
    body: Body<A, O>,
    shelter: Shelter,
    outcome: Option<Result<O, StoreError>>,
    reply: oneshot::Sender<Result<O, StoreError>>,
}

impl<A: Send + Sync, O: Send> Pending for Queued<A, O> {
    fn shelter(&self) -> Shelter {
        self.shelter
    }

    fn perform(&mut self, conn: &mut Conn) -> bool {
        let performed = || {
            let performed: BoxFuture<'_, _> = (self.body)(conn, &self.act);
            // Nothing waits on this engine, so the outcome is there at once.
            performed.now_or_never()
        };
        // One act's fault must not end the thread that performs everybody's. Nothing half done is seen again: the
        // worker undoes what was written, and what was borrowed for the act is gone with it.
        self.outcome = catch_unwind(AssertUnwindSafe(performed)).unwrap_or_else(|_| {
            tracing::error!(act = type_name::<A>(), "the program failed in an act");
            Some(Err(StoreError::BrokenOff))
        });
        self.outcome.as_ref().is_some_and(Result::is_ok)
    }

    fn reply(self: Box<Self>) {
        let outcome = self.outcome.unwrap_or(Err(StoreError::Closing));
        // Whoever asked may have gone; the act is durable all the same.
        let _ = self.reply.send(outcome);
    }
}

type Acts = mpsc::Receiver<Box<dyn Pending>>;

/// The way to the threads that take from one queue.
#[derive(Clone)]
pub(super) struct Queue(mpsc::Sender<Box<dyn Pending>>);

impl std::fmt::Debug for Queue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Queue")
    }
}

impl Queue {
    /// Starts the thread that performs writing acts; it ends when nobody can send any more.
    pub(super) fn of_writer(conn: Conn) -> Result<Self, StoreError> {
        let (sender, acts) = mpsc::channel(QUEUE_MAX);
        start("store-writer", move || Worker::on(conn).write_groups(acts))?;
        Ok(Self(sender))
    }

    /// Starts a thread for each connection; they share the acts, which only read.
    pub(super) fn of_readers(conns: Vec<Conn>) -> Result<Self, StoreError> {
        let (sender, acts) = mpsc::channel(QUEUE_MAX);
        let acts = Arc::new(Mutex::new(acts));
        for conn in conns {
            let acts = Arc::clone(&acts);
            start("store-reader", move || Worker::on(conn).read_singly(&acts))?;
        }
        Ok(Self(sender))
    }

    /// A queue nobody takes from.
    pub(super) fn closed() -> Self {
        Self(mpsc::channel(1).0)
    }

    /// Hands an act over and waits for its outcome.
    pub(super) async fn perform<A, O>(
        &self,
        act: A,
        body: Body<A, O>,
        shelter: Shelter,
    ) -> Result<O, StoreError>
    where
        A: Send + Sync + 'static,
        O: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let queued = Box::new(Queued { act, body, shelter, outcome: None, reply });
        self.0.send(queued).await.map_err(|_| StoreError::Closing)?;
        answer.await.map_err(|_| StoreError::Closing)?
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), StoreError> {
    let started = thread::Builder::new().name(name.to_owned()).spawn(work);
    // The thread ends with its queue; nobody waits for it.
    started.map(drop).map_err(StoreError::Thread)
}

/// A connection and whether a transaction is open on it.
struct Worker {
    conn: Conn,
    is_writing: bool,
}

impl Worker {
    const fn on(conn: Conn) -> Self {
        Self { conn, is_writing: false }
    }

    /// Takes whatever has queued up, performs it in one transaction, commits, and only then
    /// replies.
    fn write_groups(mut self, mut acts: Acts) {
        let mut group = Vec::with_capacity(GROUP_MAX);
        while acts.blocking_recv_many(&mut group, GROUP_MAX) > 0 {
            self.perform(&mut group);
            self.gather(&mut acts, &mut group);
            self.commit();
            for act in group.drain(..) {
                act.reply();
            }
        }
    }

    /// Waits a moment for more acts, and again while more come and they are not enough.
    ///
    /// A sync costs as much as many acts. Where acts come together more are on their way, and
    /// all of them wait less for one sync than for several; an act that comes alone never waits.
    fn gather(&mut self, acts: &mut Acts, group: &mut Vec<Box<dyn Pending>>) {
        for _ in 0..GATHERINGS_MAX {
            let before = group.len();
            if !(2..GROUP_ENOUGH).contains(&before) {
                return;
            }
            thread::sleep(GATHERING);
            while group.len() < GROUP_MAX
                && let Ok(act) = acts.try_recv()
            {
                group.push(act);
            }
            let Some(more) = group.get_mut(before..).filter(|more| !more.is_empty()) else {
                return;
            };
            self.perform(more);
        }
    }

    /// Performs acts that only read, one at a time.
    fn read_singly(mut self, acts: &Mutex<Acts>) {
        loop {
            let next = acts.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
            let Some(mut act) = next else { return };
            act.perform(&mut self.conn);
            act.reply();
        }
    }

    fn perform(&mut self, acts: &mut [Box<dyn Pending>]) {
        for act in acts {
            match act.shelter() {
                Shelter::Reads => {
                    // A read shares the writer's connection only in memory; it sees what is
                    // committed, as it would from a connection of its own.
                    self.commit();
                    act.perform(&mut self.conn);
                }
                Shelter::Single if self.begin() => {
                    act.perform(&mut self.conn);
                }
                Shelter::Compound if self.begin() => {
                    self.must("savepoint act");
                    if !act.perform(&mut self.conn) {
                        self.must("rollback to act");
                    }
                    self.must("release act");
                }
                // Nothing was performed; the act is answered with `Closing`.
                Shelter::Single | Shelter::Compound => {}
            }
        }
    }

    /// Begins the group's transaction unless it has begun; says whether there is one.
    fn begin(&mut self) -> bool {
        if !self.is_writing {
            match statement(BEGIN).run(&mut self.conn) {
                Ok(_) => self.is_writing = true,
                Err(error) => tracing::error!(%error, "the writer cannot begin a transaction"),
            }
        }
        self.is_writing
    }

    fn commit(&mut self) {
        if self.is_writing {
            self.must("commit");
            self.is_writing = false;
        }
    }

    /// Stops the process when the database cannot keep its word.
    ///
    /// After a failed commit or sync nobody can know what is on the disk; the only honest
    /// answer is to stop before replying, and let the next start read what is there.
    fn must(&mut self, text: &'static str) {
        if let Err(error) = statement(text).run(&mut self.conn) {
            tracing::error!(%error, "the database failed; stopping so that nothing false is acknowledged");
            std::process::abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::lite::connection::change_schema;

    /// A queue whose writer keeps numbers.
    fn keeper() -> Queue {
        let mut conn = Conn::open(None).unwrap();
        change_schema(&mut conn, "create table kept (number integer) strict").into_inner().unwrap();
        Queue::of_writer(conn).unwrap()
    }

    fn keep<'c>(conn: &'c mut Conn, number: &'c i64) -> BoxFuture<'c, Result<(), StoreError>> {
        let kept = statement("insert into kept values ($1)").bind(*number).run(conn);
        Box::pin(std::future::ready(kept.map(drop).map_err(StoreError::from)))
    }

    /// Writes a number and fails as a program should not.
    fn fail<'c>(conn: &'c mut Conn, number: &'c i64) -> BoxFuture<'c, Result<(), StoreError>> {
        let kept = keep(conn, number);
        Box::pin(async move {
            kept.await?;
            panic!("an act that fails")
        })
    }

    fn sum<'c>(conn: &'c mut Conn, (): &'c ()) -> BoxFuture<'c, Result<i64, StoreError>> {
        let row = statement("select coalesce(sum(number), 0) from kept").fetch_one(conn);
        let sum = row.into_inner().and_then(|row| row.try_get(0));
        Box::pin(std::future::ready(sum.map_err(StoreError::from)))
    }

    #[tokio::test]
    async fn an_act_that_fails_is_answered_and_undone_and_the_writer_goes_on() {
        let queue = keeper();
        queue.perform(1, keep, Shelter::Compound).await.unwrap();
        let failed = queue.perform(20, fail, Shelter::Compound).await;
        assert!(matches!(failed, Err(StoreError::BrokenOff)));
        queue.perform(300, keep, Shelter::Single).await.unwrap();
        assert_eq!(queue.perform((), sum, Shelter::Reads).await.unwrap(), 301);
    }

    #[tokio::test]
    async fn acts_of_the_same_group_are_kept_when_one_of_them_fails() {
        let queue = keeper();
        let acts = (0..64_i64).map(|number| {
            let body = if number % 8 == 7 { fail } else { keep };
            queue.perform(1_i64 << (number % 8), body, Shelter::Compound)
        });
        let outcomes = futures_util::future::join_all(acts).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_err()).count(), 8);
        assert_eq!(queue.perform((), sum, Shelter::Reads).await.unwrap(), 8 * 127);
    }
}
