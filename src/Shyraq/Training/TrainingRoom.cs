using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Units;
using Shyraq.Hosting;
using Shyraq.Simulator.Demo;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Scenarios;
using Shyraq.Web.Mqtt;

namespace Shyraq.Training;

/// <summary>
/// Plays training runs, one at a time: a made-up mine of its own reaches this server by the API and by MQTT, as a real one would. When the run is over
/// it is scored from that mine's journal. Thread-safe.
/// </summary>
internal sealed class TrainingRoom(IServer server, MqttStatus mqtt, MqttOptions broker, MineOptions mines, MineDirectory directory, TimeProvider clock, ILogger<TrainingRoom> log, IHostApplicationLifetime life) : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;

    /// <summary>The newest run; null before the first.</summary>
    public TrainingRun? Run { get; private set; }

    /// <summary>The score of <see cref="Run"/>; null until it is done.</summary>
    public TrainingScore? Score { get; private set; }

    /// <summary>Begins a run. Null when one runs already.</summary>
    public TrainingRun? Start(DrillScenario scenario, long seed)
    {
        lock (_gate)
        {
            if (Run is { Phase: TrainingPhase.Preparing or TrainingPhase.Running or TrainingPhase.Scoring }) return null;
            var mine = new MineId($"{TrainingScenarios.MinePrefix}{clock.GetUtcNow():yyyyMMdd-HHmmss}");
            _stop?.Dispose();
            _stop = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
            Score = null;
            Run = new(mine, scenario.Name, seed, TrainingPhase.Preparing);
            var stop = _stop.Token;
            _ = Task.Run(() => Play(mine, scenario, seed, stop), CancellationToken.None);
            return Run;
        }
    }

    /// <summary>Ends the run before its time; it is scored as far as it went. False when none plays.</summary>
    public bool Stop()
    {
        lock (_gate)
        {
            if (Run is not { Phase: TrainingPhase.Preparing or TrainingPhase.Running }) return false;
            _stop!.Cancel();
            return true;
        }
    }

    public void Dispose() => _stop?.Dispose();

    private async Task Play(MineId id, DrillScenario scenario, long seed, CancellationToken stop)
    {
        try
        {
            var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
            var mine = DemoMine.Train(id, scenario, seed);
            await Demo.Put(address, mine, clock, stop);
            var began = Now();
            Set(run => run with { Phase = TrainingPhase.Running, Began = began, Ends = began.PlusSeconds(60 * scenario.Minutes) });
            using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
            time.CancelAfter(TimeSpan.FromMinutes(scenario.Minutes));
            var truth = await Demo.Speak(mine, address, mqtt.Address ?? (System.Net.EndPoint)broker.External(), clock, time.Token);
            var end = Now();
            Set(run => run with { Phase = TrainingPhase.Scoring, Ended = end });
            Score = ScoreOf(id, truth, end);
            Set(run => run with { Phase = TrainingPhase.Done });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Set(run => run with { Phase = TrainingPhase.Failed, Why = "stopped before it began" });
        }
        catch (Exception wrong)
        {
            log.LogError(wrong, "The training run in {Mine} failed", id);
            Set(run => run with { Phase = TrainingPhase.Failed, Why = wrong.Message });
        }
    }

    private TrainingScore ScoreOf(MineId id, TrueEvents truth, Instant end)
    {
        TrainingRecord? record = null;
        var followed = JournalReplay.Judge(directory.Record(id.Value), end, mines.Tracking,
            (mine, judged) => (record ??= new(mine.Plan)).Take(judged), life.ApplicationStopping);
        if (followed is null || record is null) throw new InvalidOperationException("the journal of the training mine holds no plan");
        record.Statements = followed.RescueBoard(followed.Clock).Statements;
        record.Names = followed.Carriers.ToDictionary(one => one.Key, one => one.Value.Name);
        record.Holders = followed.Carriers.Keys.Where(tag => followed.Safety.HolderOf(new(tag)) is not null).ToDictionary(tag => tag, tag => followed.Safety.HolderOf(new(tag))!);
        return TrainingScoring.Of(truth.All, record, followed.Plan, end);
    }

    private Instant Now() => Instant.From(clock.GetUtcNow());

    private void Set(Func<TrainingRun, TrainingRun> change)
    {
        lock (_gate) Run = change(Run!);
    }
}
