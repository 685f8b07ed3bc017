namespace Shyraq.Tests.EndToEnd;

public sealed class LoadVerbTests
{
    [Fact]
    public async Task A_load_with_its_defaults_reaches_the_network_and_says_that_nobody_answers()
    {
        var (code, said) = await ServerProcess.Verb("load", "--url", "http://127.0.0.1:1", "--seconds", "1", "--warm-up", "0");

        Assert.Equal(1, code);
        Assert.DoesNotContain("Unhandled", said, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mqtt", "nowhere")]
    [InlineData("--url", "ftp://here")]
    public async Task A_wrong_address_is_wrong_usage_and_named(string option, string value)
    {
        var (code, said) = await ServerProcess.Verb("load", option, value);

        Assert.Equal(2, code);
        Assert.Contains(value, said, StringComparison.Ordinal);
    }
}
