//! Tasks: opened once, served in order, ended once; records and acts that only grow.

use crate::scene::{Named, Scene, every_engine, find};
use server::store::acts::{DeskStep, FindTask, With};
use server::store::{Document, StoreError};
use shared::timestamp::Timestamp;

fn opens(scene: &Scene, task: &str, subject: &str, due_in: u32) -> With {
    With::Desk(DeskStep::Open {
        task: task.to_owned(),
        kind: "referral",
        subject: subject.to_owned(),
        referred_at: scene.at,
        due_at: scene.at.plus_seconds(due_in),
        document: Document::of(task).unwrap(),
    })
}

fn changes(scene: &Scene, task: &str, closed_at: Option<Timestamp>) -> With {
    With::Desk(DeskStep::Change {
        task: task.to_owned(),
        due_at: scene.at.plus_seconds(30),
        closed_at,
        document: Document::of("after").unwrap(),
    })
}

async fn step(
    scene: &Scene,
    named: &Named,
    version: i64,
    with: Vec<With>,
) -> Result<(), StoreError> {
    scene.store.advance_application(scene.step(named, version, with)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_task_is_open_for_each_subject_and_a_second_undoes_its_whole_step() {
    for scene in every_engine().await {
        let named = scene.application().await;
        let (first, second) = (scene.name(), scene.name());
        step(&scene, &named, 1, vec![opens(&scene, &first, "case", 60)]).await.unwrap();
        let refused = step(&scene, &named, 2, vec![opens(&scene, &second, "case", 60)]).await;
        assert!(matches!(refused, Err(StoreError::Changed)));
        assert_eq!(scene.store.find_task(second.clone()).await.unwrap(), None);
        let dispute = opens(&scene, &second, "dispute tax_arrears", 60);
        step(&scene, &named, 2, vec![dispute]).await.unwrap();
        let handed_on = scene.name();
        let with =
            vec![changes(&scene, &first, Some(scene.at)), opens(&scene, &handed_on, "case", 60)];
        step(&scene, &named, 3, with).await.unwrap();
        let again = step(&scene, &named, 4, vec![changes(&scene, &first, None)]).await;
        assert!(matches!(again, Err(StoreError::Changed)), "what is over stays over");
        let tasks = scene.store.tasks_of(find(&named)).await.unwrap();
        assert_eq!(tasks.len(), 3);
        let stored = scene.store.find_task(first.clone()).await.unwrap().unwrap();
        assert_eq!((stored.borrower, stored.task), (named.borrower.clone(), first));
        assert_eq!(stored.document, Document::of("after").unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn open_tasks_are_served_by_due_time_and_counted() {
    for scene in every_engine().await {
        let mut expected = Vec::new();
        for due_in in [50_u32, 10, 40] {
            let (named, task) = (scene.application().await, scene.name());
            step(&scene, &named, 1, vec![opens(&scene, &task, "case", due_in)]).await.unwrap();
            expected.push((due_in, task));
        }
        expected.sort();
        let waiting = scene.store.open_tasks(i64::MAX).await.unwrap();
        assert_eq!(waiting.all, i64::try_from(waiting.tasks.len()).unwrap());
        let ours: Vec<&String> = waiting
            .tasks
            .iter()
            .map(|stored| &stored.task)
            .filter(|task| expected.iter().any(|(_, own)| own == *task))
            .collect();
        assert_eq!(ours, expected.iter().map(|(_, task)| task).collect::<Vec<_>>());
        assert_eq!(scene.store.open_tasks(1).await.unwrap().tasks.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn records_and_acts_stay_in_the_order_they_were_made() {
    for scene in every_engine().await {
        let (named, task) = (scene.application().await, scene.name());
        step(&scene, &named, 1, vec![opens(&scene, &task, "case", 60)]).await.unwrap();
        for (version, word) in [(2, "facts"), (3, "visit"), (4, "decision")] {
            let record = DeskStep::Record { document: Document::of(word).unwrap() };
            let officer = "8001 王敏".to_owned();
            let act = DeskStep::Act { task: task.clone(), officer, act: word };
            step(&scene, &named, version, vec![With::Desk(record), With::Desk(act)]).await.unwrap();
        }
        let words = ["facts", "visit", "decision"];
        let records = scene.store.desk_records(find(&named)).await.unwrap();
        assert_eq!(records, words.map(|word| Document::of(word).unwrap()));
        let of = FindTask { borrower: named.borrower.clone(), task };
        let acts = scene.store.desk_acts(of).await.unwrap();
        assert_eq!(acts.iter().map(|act| act.act.as_str()).collect::<Vec<_>>(), words);
        assert!(acts.iter().all(|act| act.officer == "8001 王敏" && act.at == scene.at));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn referred_cases_that_nothing_waits_for_are_found() {
    for scene in every_engine().await {
        let named = scene.application().await;
        let mut referred = scene.step(&named, 1, Vec::new());
        referred.stage = "referred".to_owned();
        scene.store.advance_application(referred).await.unwrap();
        let is_found = async || {
            let found = scene.store.referred_without_task(i64::MAX).await.unwrap();
            found.iter().any(|of| of.application == named.id)
        };
        assert!(is_found().await);
        let mut opened = scene.step(&named, 2, vec![opens(&scene, &scene.name(), "case", 60)]);
        opened.stage = "referred".to_owned();
        scene.store.advance_application(opened).await.unwrap();
        assert!(!is_found().await);
    }
}
