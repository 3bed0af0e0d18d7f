use shared::api::*;
use tests::identity::Person;
use tests::journey::*;
use tests::shop::Shop;
use tests::signer::Signer;

#[tokio::test(flavor = "multi_thread")]
async fn journey() {
    for (n, person) in [
        Person::enterprise(),
        Person::sole_trader(),
        Person::farmer(),
        Person::enterprise_with("91510500MA6PH0002G"),
        Person::enterprise_with("91510500MA6PH0003K"),
        Person::enterprise_with("91510500MA6PH0004N"),
    ]
    .into_iter()
    .enumerate()
    {
        let shop = Shop::open().await;
        let mut b = shop.borrower(&format!("1380013800{n}")).await;
        let id = b.apply(&person, 200_000).await;
        shop.work().await;
        let v = b.application(&id).await;
        println!(
            "{n} {:?} {:?} {:?}",
            v.stage,
            v.next_step,
            v.decision.as_ref().map(|d| (&d.reasons, d.differences.len()))
        );
        if v.next_step != NextStep::ReadCostSheet {
            continue;
        }
        let sheet = b.show_cost_sheet(&id).await;
        println!("cost {:?} left {}", sheet.cost_sheet.annualised, sheet.seconds_left);
        let p = b
            .refused::<AcknowledgeCostSheet>(
                &[&id],
                &AcknowledgeCostSheetRequest { digest: sheet.digest },
            )
            .await;
        println!("{} {:?}", p.detail, p.retry_after_seconds);
        shop.pass(10);
        b.acknowledge(&id, &sheet).await;
        let mut c = b.contract(&id).await;
        c.signing_message =
            String::from_utf8(shared::evidence::signing_message(c.digest, &id, c.challenge))
                .unwrap();
        let f =
            b.ask::<SignContract>(&[&id], &Signer::seeded(3).sign(&c)).await.facility_id.unwrap();
        b.name_account(&f).await;
        let loan = b.draw(&f, 50_000).await;
        println!("{:?} avail {} ", loan.status, loan.available);
        shop.work().await;
        shop.pass(86400 * 10);
        b.sign_in().await;
        let loan = b.ask::<GetLoan>(&[&loan.loan_id], &Empty {}).await;
        println!(
            "{:?} payoff {} interest {} perday {} avail {} days {:?}",
            loan.status,
            loan.payoff,
            loan.interest,
            loan.interest_per_day,
            loan.available,
            loan.interest_days.first()
        );
        let loan = b
            .ask::<Repay>(
                &[&loan.loan_id],
                &RepayRequest { pay: RepayAmount::Amount(yuan(20_000)) },
            )
            .await;
        println!(
            "{:?} payoff {} principal {} avail {} {:?}",
            loan.status, loan.payoff, loan.principal, loan.available, loan.movements
        );
        let loan =
            b.ask::<Repay>(&[&loan.loan_id], &RepayRequest { pay: RepayAmount::Everything }).await;
        println!("{:?} payoff {} avail {}", loan.status, loan.payoff, loan.available);
        let ev = b.ask::<GetEvidence>(&[&id], &Empty {}).await;
        println!(
            "{:?} {:?}",
            shared::evidence::verify(&ev.events).map(|h| h.sequence),
            ev.events.iter().map(|e| e.body.key()).collect::<Vec<_>>()
        );
        let o = b.ask::<GetOverview>(&[], &Empty {}).await;
        println!("{} {}", o.applications.len(), o.facilities[0].loans.len());
    }
}
