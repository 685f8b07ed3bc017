namespace Shyraq.Tests.EndToEnd;

/// <summary>A training run at the desk, from its start to its sheet.</summary>
public sealed class TrainingTests
{
    [Fact]
    public async Task A_run_is_started_at_the_desk_marked_on_its_pages_its_call_acknowledged_and_scored()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SHYRAQ_QUICK") is not null, "quick run: the browser is left out");
        var folder = Directory.CreateTempSubdirectory("shyraq-training-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--training");
            await using var screen = await Screen.Open(server.Address);
            // No real mine is here: the desk is offered all the same.
            await screen.Of("training-start").ClickAsync();
            await screen.Of("training-go").ClickAsync(new() { Timeout = 120_000 });
            await screen.Of("training-banner").WaitForAsync();
            Assert.Contains("TRAINING", await screen.Of("training-banner").InnerTextAsync(), StringComparison.Ordinal);

            await screen.Until("an alarm of the call", "() => document.querySelector('[data-testid=alarm-watch]')?.textContent.includes('SOS')", 90);
            await screen.Of("who-acts").FillAsync("Dispatcher Omarov");
            await screen.Page.GetByTestId("alarm-watch").Locator("header h3").ClickAsync();
            // Once to show it, once to acknowledge it.
            await screen.Page.Keyboard.PressAsync("a");
            await screen.Page.Keyboard.PressAsync("a");

            await screen.Page.Keyboard.PressAsync("u");
            await screen.Of("training-banner").WaitForAsync();
            await screen.Until("the run to be scored", "() => document.querySelector('[data-testid=training-score]') !== null", 240);
            var sheet = screen.Of("training-score");
            Assert.Equal(2, await sheet.GetByTestId("training-event").Filter(new() { HasText = "SOS" }).CountAsync());
            Assert.Equal("0", await sheet.GetAttributeAsync("data-missed"));
            var call = sheet.Locator("[data-duty=acknowledge]").Filter(new() { HasText = "SOS" }).First;
            Assert.Contains("Dispatcher Omarov", await call.InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal("true", await call.GetAttributeAsync("data-met"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
