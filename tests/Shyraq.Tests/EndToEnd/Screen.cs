using System.Globalization;
using Microsoft.Playwright;

namespace Shyraq.Tests.EndToEnd;

/// <summary>The console in a real browser: the Chromium of this machine, without a window.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Screen(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <summary>Opens a page; skips the test, saying why, where no Chromium is installed.</summary>
    public static async Task<Screen> Open(Uri address, string language = "en", bool dark = true, int width = 1600, int height = 900)
    {
        var browser = Browsers.FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, $"no browser: install Chromium (none of {string.Join(", ", Browsers)} exists)");
        var playwright = await Playwright.CreateAsync();
        var launched = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = browser,
            // Software WebGL, and no calls to anybody's servers.
            Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await launched.NewPageAsync(new()
        {
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = height },
        });
        await page.GotoAsync(address.ToString(), new() { Timeout = 60_000 });
        return new(playwright, launched, page);
    }

    /// <summary>Waits for a condition in the page; the time-out says what was expected.</summary>
    public async Task Until(string expected, string condition, double seconds = 60)
    {
        try
        {
            await Page.WaitForFunctionAsync(condition, null, new() { Timeout = (float)(seconds * 1000), PollingInterval = 250 });
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"expected within {seconds} s: {expected}"));
        }
    }

    public ILocator Of(string testId) => Page.GetByTestId(testId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
