using System.Collections.Immutable;
using System.Text;
using Shyraq.Core.Presence;
using Shyraq.Protocols.Carriers;
using Xunit;

namespace Shyraq.Protocols.Tests.Carriers;

public sealed class CarriersReaderTests
{
    [Fact]
    public void The_short_and_the_long_form_may_be_mixed()
    {
        var read = Read("""{"T2":"vehicle","T1":{"carrier":"person","name":"Аслан","number":"1234","crew":"3","role":"electrician","phone":"+7"},"T3":"person"}""");
        Assert.Equal(["T1", "T2", "T3"], read.Keys);
        Assert.Equal(new Carrier(CarrierKind.Person, "Аслан", "1234", "3", "electrician"), read["T1"]);
        Assert.Equal(new Carrier(CarrierKind.Vehicle), read["T2"]);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var carriers = Read("""{"b":"vehicle","B":{"carrier":"person","name":"\"q\" ё"},"a":{"carrier":"vehicle","number":"7"}}""");
        var written = CarriersReader.Write(carriers);
        Assert.Equal(carriers, Assert.IsType<CarriersReading.Read>(CarriersReader.Read(written)).Carriers);
        Assert.Equal("""{"B":{"carrier":"person","name":"\"q\" ё"},"a":{"carrier":"vehicle","number":"7"},"b":{"carrier":"vehicle"}}""", Encoding.UTF8.GetString(written));
        Assert.Equal("""{"carrier":"vehicle","number":"7"}""", Encoding.UTF8.GetString(CarriersReader.Write(carriers["a"])));
    }

    [Theory]
    [InlineData("", "file", "")]
    [InlineData("[]", "file", "")]
    [InlineData("{} {}", "file", "")]
    [InlineData("{\"T1\":\"person\"", "file", "")]
    [InlineData("""{"T1":{"carrier":"person","name":"\ud800"}}""", "file", "")]
    [InlineData("""{"T1":"horse"}""", "tag T1", "carrier")]
    [InlineData("""{"T1":3}""", "tag T1", "")]
    [InlineData("""{"T1":{"name":"x"}}""", "tag T1", "carrier")]
    [InlineData("""{"T1":{"carrier":"Person"}}""", "tag T1", "carrier")]
    [InlineData("""{"T1":{"carrier":"person","crew":5}}""", "tag T1", "crew")]
    [InlineData("""{"T1":"person","T1":"vehicle"}""", "tag T1", "")]
    [InlineData("""{"":"person"}""", "tag ", "")]
    public void A_fault_names_the_tag_and_the_property(string json, string feature, string property)
    {
        var fault = Assert.Single(Assert.IsType<CarriersReading.Refused>(CarriersReader.Read(Encoding.UTF8.GetBytes(json))).Faults);
        Assert.Equal((feature, property), (fault.Feature, fault.Property));
        Assert.Contains("expected", fault.Message, StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, Carrier> Read(string json) =>
        Assert.IsType<CarriersReading.Read>(CarriersReader.Read(Encoding.UTF8.GetBytes(json))).Carriers;
}
