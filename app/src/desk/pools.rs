//! Every risk pool and what it holds.

use shared::{
    api::{GetPools, PoolRow, Pools, ProblemCode},
    facts::say_money,
};

use crate::{
    api::{ApiClient, ApiError},
    components::{Tone, badge},
    dom::{El, View, el},
    frame::page,
    language::Voice,
    navigation::Navigator,
    remote::Remote,
    routes::{Place, Reference},
    text::pools,
};

/// The pools.
pub fn pools_screen() -> View {
    let (api, navigator) = (ApiClient::expect(), Navigator::expect());
    let asked = Remote::new(move || async move {
        let answer = api.get::<GetPools>(&[]).await;
        match answer.as_ref().err().and_then(ApiError::code) {
            Some(ProblemCode::SignInRequired) => navigator.sign_in_instead(Place::Pools),
            Some(ProblemCode::NotYourDuty) => navigator.replace(Place::Desk),
            _ => {}
        }
        answer
    });
    asked.screen(|all| shown(&all))
}

fn shown(all: &Pools) -> View {
    let voice = Voice::expect();
    let rows = all.pools.iter().map(row).collect::<Vec<_>>();
    page(move || voice.say(pools::TITLE).to_owned(), move || voice.say(pools::LEAD).to_owned())
        .set("data-width", "wide")
        .with(el("section").class("card").with(el("ul").class("list").with(rows)))
        .into()
}

fn row(pool: &PoolRow) -> El {
    let voice = Voice::expect();
    let href = Reference::parse(&pool.product_id).map(|id| Place::Pool(id).href());
    let (name, balance) = (pool.product_name.clone(), pool.balance);
    let (covered, room) = (pool.covered, pool.room);
    let figures = move || {
        let language = voice.language();
        let named =
            |message, amount| [voice.say(message), " ", &say_money(amount, language)].concat();
        let figures = [
            named(pools::BALANCE, balance),
            named(pools::COVERED, covered),
            named(pools::ROOM, room),
        ];
        figures.join(" · ")
    };
    let broken = pool.broken.then(|| badge(Tone::Bad, pools::BROKEN));
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(move || name.text(voice.language()).to_owned()))
        .with(el("span").class("list__note").words(figures));
    let link = el("a").class("list__item").set("href", &href.unwrap_or_default());
    el("li").with(link.with(main).with(broken))
}
