//! Starting an application.

messages! {
    STARTING = "正在准备您的申请", "Preparing your application";
}
