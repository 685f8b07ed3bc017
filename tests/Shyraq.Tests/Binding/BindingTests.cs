using System.Diagnostics;
using System.Net;
using Shyraq.Hosting;
using Shyraq.Tests.Hosting;
using Shyraq.Web.Binding;

namespace Shyraq.Tests.Binding;

public sealed class BindingTests(Server server)
{
    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://192.168.1.5:8080")]
    [InlineData("http://mine-server:8080")]
    [InlineData("http://localhost.example.org:8080")]
    [InlineData("http://127.0.0.1:8080;http://0.0.0.0:8081")]
    [InlineData("nonsense")]
    public void An_address_that_others_could_reach_is_refused(string urls)
    {
        var refused = Assert.Throws<OpenAddressException>(() => ShyraqHost.Build(new() { Folder = "unused", Urls = urls }));
        Assert.Contains("accounts", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080;http://[::1]:8080")]
    [InlineData("http://127.8.9.1:0")]
    public void An_address_of_this_machine_is_taken(string urls) => LoopbackOnly.Check(urls, "a test");

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:0")]
    [InlineData("Shyraq__Urls", "http://0.0.0.0:0")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "18999")]
    [InlineData("Kestrel__Endpoints__Open__Url", "http://0.0.0.0:0")]
    public async Task Serve_ends_with_code_2_when_the_environment_asks_for_an_open_address(string variable, string value)
    {
        var (code, _, error) = await Serve([], (variable, value));
        Assert.Equal(2, code);
        Assert.Contains("accounts", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ends_with_code_1_and_one_clear_line_when_the_port_is_taken()
    {
        var (code, _, error) = await Serve(["--port", $"{server.Http.BaseAddress!.Port}", "--no-mqtt"]);
        Assert.Equal(1, code);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("address already in use", line, StringComparison.OrdinalIgnoreCase);
        (code, _, error) = await Serve(["--port", "0", "--mqtt-port", $"{server.MqttPort}"]);
        Assert.Equal(1, code);
        // What is half started is torn down: the cluster may log that it was cut short, beside the one line that tells a person.
        Assert.Contains("--mqtt-port", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("shyraq: ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_examples()
    {
        var (code, output, _) = await Serve(["--help"]);
        Assert.Equal(0, code);
        Assert.Contains("shyraq serve --demo", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    public async Task A_name_that_was_rebound_to_this_machine_is_not_answered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/mines") { Headers = { Host = $"{host}:{server.Http.BaseAddress!.Port}" } };
        Assert.Equal(expected, (await server.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/feed/negotiate?negotiateVersion=1")]
    [InlineData("PUT", "/api/mines/m/plan")]
    [InlineData("POST", "/api/mines/m/sightings")]
    public async Task A_page_of_another_site_may_not_change_anything_nor_watch(string method, string path)
    {
        using var foreign = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Origin", "https://evil.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.SendAsync(foreign)).StatusCode);
        using var other = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Origin", "http://127.0.0.1:1" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.SendAsync(other)).StatusCode);
        using var own = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Origin", server.Http.BaseAddress!.ToString().TrimEnd('/') } } };
        Assert.NotEqual(HttpStatusCode.Forbidden, (await server.Http.SendAsync(own)).StatusCode);
    }

    [Fact]
    public async Task Answers_carry_security_headers_and_no_cors()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/mines") { Headers = { { "Origin", "https://evil.example" } } };
        using var response = await server.Http.SendAsync(request);
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(response.Headers.Contains("Server"));
    }

    private static async Task<(int Code, string Output, string Error)> Serve(string[] arguments, params (string Name, string Value)[] environment)
    {
        var data = Directory.CreateTempSubdirectory("shyraq-test-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "shyraq.dll"), "serve", "--data", data.FullName, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in environment) start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            try { await process.WaitForExitAsync(patience.Token); }
            catch (OperationCanceledException) { process.Kill(true); throw new TimeoutException($"expected serve {string.Join(' ', arguments)} to end; it said {await output} {await error}"); }
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
