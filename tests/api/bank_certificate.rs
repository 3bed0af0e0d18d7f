//! The certificate of the bank's own key: asked for once, kept, and asked for again when it no longer serves.

use server::adapters::{Certified, Subject};
use server::keys::Opener;
use server::simulator::{Behaviour, Validity};
use shared::timestamp::Timestamp;
use tests::folder::Folder;
use tests::shop::Shop;

/// Where it lies in the data folder.
const FILE: &str = "keys/bank.certificate.json";

fn named(bank: &str) -> Subject {
    Subject { common_name: "结清证明专用章".to_owned(), organisation: Some(bank.to_owned()) }
}

/// A server on the folder, at a moment after the last.
async fn started(folder: &Folder, at: Timestamp) -> Shop {
    Shop::open_in(folder.path(), &Opener::Nothing, at).await
}

async fn certified(shop: &Shop, bank: &str) -> Certified {
    let now = shop.here.now();
    let asked = shop.here.bank.certified(&shop.here.outside, &named(bank), now).await;
    asked.expect("the authority certifies")
}

#[tokio::test]
async fn a_restart_goes_on_with_the_same_certificate() {
    let folder = Folder::new("bank");
    let shop = started(&folder, Shop::morning()).await;
    let first = certified(&shop, "普惠").await;
    assert_eq!(certified(&shop, "普惠").await, first, "asked for once");
    drop(shop);
    let later = Shop::morning().plus_seconds(3600);
    let shop = started(&folder, later).await;
    // Whoever asked again now would be refused.
    shop.script("certification", Behaviour::Valid(Validity { begins_in: 1, lasts: 1 }), Some(1));
    assert_eq!(certified(&shop, "普惠").await, first);
    drop(shop);
    assert_eq!(certified(&started(&folder, later.plus_seconds(1)).await, "普惠").await, first);
}

#[tokio::test]
async fn one_that_lapsed_or_names_another_bank_is_replaced_and_its_successor_kept() {
    let folder = Folder::new("bank");
    let shop = started(&folder, Shop::morning()).await;
    let short = Behaviour::Valid(Validity { begins_in: 0, lasts: 300 });
    shop.script("certification", short, Some(1));
    let first = certified(&shop, "普惠").await;
    shop.pass(301);
    let second = certified(&shop, "普惠").await;
    assert_ne!(second, first);
    let renamed = certified(&shop, "普惠银行").await;
    assert_ne!(renamed, second);
    let now = shop.here.now();
    drop(shop);
    let shop = started(&folder, now.plus_seconds(1)).await;
    assert_eq!(certified(&shop, "普惠银行").await, renamed);
}

#[tokio::test]
async fn a_file_that_holds_something_else_is_passed_over_and_written_anew() {
    let folder = Folder::new("bank");
    let shop = started(&folder, Shop::morning()).await;
    let first = certified(&shop, "普惠").await;
    let kept =
        std::fs::read_to_string(folder.at(FILE)).expect("the certificate, for anybody to read");
    drop(shop);
    let other = folder_of_another_bank().await;
    for text in ["", "not JSON", &kept.replace("\"certificates\"", "\"others\""), &other] {
        folder.put(FILE, text.as_bytes());
        let shop = started(&folder, Shop::morning().plus_seconds(60)).await;
        let fresh = certified(&shop, "普惠").await;
        assert_ne!(fresh, first, "{text}");
        drop(shop);
        let shop = started(&folder, Shop::morning().plus_seconds(61)).await;
        assert_eq!(certified(&shop, "普惠").await, fresh, "written over what was there");
    }
}

/// The file of another bank's installation: well formed, and of another key.
async fn folder_of_another_bank() -> String {
    let folder = Folder::new("bank");
    let shop = started(&folder, Shop::morning()).await;
    certified(&shop, "普惠").await;
    std::fs::read_to_string(folder.at(FILE)).expect("its certificate")
}
