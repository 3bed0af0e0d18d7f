//! The mine screen.

messages! {
    TITLE = "我的", "Me";
}
