//! Work that survives whoever was doing it.

use crate::scene::{Scene, every_engine};
use server::clock::from_micros;
use server::store::acts::{FinishJob, Job, LeaseJob, PostponeJob};
use shared::timestamp::Timestamp;

/// Jobs of this story are due long ago, before those of any other.
const LONG_AGO: i64 = 1_000_000;

async fn lease(scene: &Scene, at: Timestamp) -> Option<Job> {
    let act = LeaseJob { at, leased_until: at.plus_seconds(60) };
    scene.store.lease_job(act).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_done_by_one_and_taken_over_when_its_lease_ends() {
    for scene in every_engine().await {
        let due = from_micros(LONG_AGO);
        let named = scene.application().await;
        let mut step = scene.step(&named, 1, Vec::new());
        step.jobs = vec![scene.job(&named.id, due), scene.job(&named.id, due)];
        scene.store.advance_application(step).await.unwrap();

        let job = lease(&scene, due).await.unwrap();
        assert_eq!((job.subject.as_str(), job.attempts), (named.id.as_str(), 0));
        assert_eq!(lease(&scene, due).await, None, "one job per kind and subject, held by one");
        let again = lease(&scene, due.plus_seconds(60)).await.unwrap();
        assert_eq!((&again.job, again.attempts), (&job.job, 1));

        let later = due.plus_seconds(3600);
        let postpone = PostponeJob {
            borrower: named.borrower.clone(),
            job: job.job.clone(),
            due_at: later,
            failure: "slow".to_owned(),
        };
        scene.store.postpone_job(postpone).await.unwrap();
        assert_eq!(lease(&scene, due.plus_seconds(3599)).await, None);
        assert!(lease(&scene, later).await.is_some());
        let finish = FinishJob { borrower: named.borrower, job: job.job, at: later };
        scene.store.finish_job(finish).await.unwrap();
        assert_eq!(lease(&scene, later.plus_seconds(60)).await, None);
    }
}
