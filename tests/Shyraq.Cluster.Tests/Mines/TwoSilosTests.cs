using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;
using Shyraq.Cluster.Mines;

namespace Shyraq.Cluster.Tests.Mines;

public class TwoSilosTests
{
    [Fact]
    public async Task A_batch_from_another_silo_arrives_equal()
    {
        var builder = new InProcessTestClusterBuilder(2);
        // Each machine has a disk of its own.
        builder.ConfigureSiloHost((_, host) => host.Services.AddMineServices(new MineOptions { Folder = TestServer.NewFolder(), TickEvery = TimeSpan.FromDays(1) }));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        Assert.Equal(1, (await cluster.Client.GetGrain<IMineGrain>(TestMine.Id).PutPlan(TestMine.Plan())).Version);

        List<InputBatch> sent = [];
        foreach (var silo in cluster.Silos)
        {
            var grain = silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IMineGrain>(TestMine.Id);
            var batch = new InputBatch([TestMine.Second(sent.Count), TestMine.Refusals(2, sent.Count)], "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01");
            var receipt = Assert.IsType<Receipt.Journalled>(await grain.Append(batch));
            Assert.Equal((2, 2), (receipt.Accepted, receipt.Refused["notJson"]));
            sent.Add(batch);
        }
        var view = await cluster.Client.GetGrain<IMineGrain>(TestMine.Id).Tag("T1");
        Assert.Equal(4, view!.Heard.Length);
    }

    [Fact]
    public async Task Inside_one_process_a_batch_is_handed_over_as_it_is_and_between_two_as_the_journal_writes_it()
    {
        await using var server = await TestServer.Start();
        var batch = new InputBatch([TestMine.Second(1), TestMine.Strange(3), TestMine.Refusals(2)], "trace");
        Assert.Same(batch, server.Services.GetRequiredService<DeepCopier>().Copy(batch));
        var serializer = server.Services.GetRequiredService<Serializer>();
        var there = serializer.Deserialize<InputBatch>(serializer.SerializeToArray(batch))!;
        Assert.Equal("trace", there.TraceParent);
        Assert.Equal(Bytes(batch), Bytes(there));
    }

    private static byte[] Bytes(InputBatch batch)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        Protocols.Inputs.InputCodec.Encode(batch.Inputs, bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
