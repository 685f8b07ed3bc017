using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Reports;
using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Reports;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Plan;
using Shyraq.Storage.Checkpoints;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// One mine as a grain: comes up from its journal, serves, ticks, shows, goes down in order. What it does with inputs is
/// <see cref="LiveMine"/>. The folder of a mine that nobody knows is made by its first plan, never by a sighting.
/// </summary>
internal sealed class MineGrain(MineOptions options, MineDirectory directory, MinesReady ready, SigningKey key, TimeProvider time, ILogger<MineGrain> log) : Grain, IMineGrain, IDisposable
{
    private readonly SemaphoreSlim _plans = new(1);
    private readonly CancellationTokenSource _stop = new();
    private string _id = "";
    private LiveMine? _live;
    private MineShow? _show;
    private ZoneTrials? _trials;
    private RescueFiles? _rescue;
    private ScheduledReports? _reports;
    private Task? _opening;
    private string? _fault;
    private long _faultAt;
    private IGrainTimer? _ticks;
    private IGrainTimer? _frames;
    private Task _ticking = Task.CompletedTask, _trimming = Task.CompletedTask;
    private long _trimmedAt;
    private long _frameAt;
    private (long Sequence, string Digest) _digest = (-1, "");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = this.GetPrimaryKeyString();
        if (directory.Knows(_id)) _opening = Open();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ticks?.Dispose();
        _frames?.Dispose();
        await _stop.CancelAsync();
        if (_opening is not null) await _opening;
        if (_live is not { } live) return;
        _live = null;
        _trials?.Stop();
        await _trimming;
        await live.DisposeAsync();
        if (_rescue is not null) await _rescue.Done;
        if (_reports is not null) await _reports.Done;
        ready.Note(new MineReadiness.Waiting(_id));
    }

    public void Dispose()
    {
        _plans.Dispose();
        _trials?.Dispose();
        _stop.Dispose();
    }

    public async Task<Receipt> Append(InputBatch batch)
    {
        if (batch.Inputs.FirstOrDefault(input => input is not (SightingsInput or ReadingsInput or PassagesInput or AnswersInput or RefusalsInput)) is { } other)
            throw new ArgumentException($"{other.GetType().Name} does not come in a batch of what machines send", nameof(batch));
        if (_live is null)
        {
            if (!directory.Knows(_id)) return new Receipt.UnknownMine();
            Reopen();
            // While it follows its journal the sender keeps what it has: a mine that comes up holds no queue.
            if (_opening is { IsCompleted: false }) return new Receipt.Busy(0, 0);
            if (_live is null) return new Receipt.Failed(_fault ?? "the mine is going down");
        }
        if (_live.Line.Mine is null) return new Receipt.UnknownMine();
        return await _live.Append(batch.Inputs, batch.TraceParent);
    }

    public async Task<MineSummary?> Summary(bool withBeliefs)
    {
        if (await Up() is not { Line.Mine: { } mine } live) return null;
        if (withBeliefs && _digest.Sequence != live.Line.Followed.Sequence) _digest = (live.Line.Followed.Sequence, JournalReplay.DigestOf(mine));
        return new(_id, mine.Plan.Name, mine.Plan.Crs, mine.Plan.TimeZone, mine.Plan.Version, mine.TagCount, live.Line.Followed.Sequence, live.Line.Followed.Hash.ToString(),
            withBeliefs ? _digest.Digest : "", _show!.Intake(), mine.Accepted, mine.Refused.Values.Sum(),
            live.Checkpoints.Key.ToString(), live.Checkpoints.Last is { } signed ? MineRows.Row(signed) : null, live.Trouble);
    }

    public async Task<PlanText?> Plan() =>
        await Up() is { Line: { Mine: { } mine } line } ? new(mine.Plan.Version, line.PlanSource.ToArray()) : null;

    public async Task<PlanReceipt> PutPlan(byte[] geoJson)
    {
        // One at a time: the version counts up by one from plan to plan.
        await _plans.WaitAsync();
        try
        {
            var line = (await Up())?.Line;
            if (line?.Mine is { } current && line.PlanSource.Span.SequenceEqual(geoJson)) return new(current.Plan.Version, []);
            var version = (line?.PlanVersion ?? 0) + 1;
            switch (await Task.Run(() => PlanReader.Read(geoJson, version)))
            {
                case PlanReading.Refused refused:
                    return new(0, MineRows.Rows(refused.Faults));
                case PlanReading.Read read when read.Plan.Id.Value != _id:
                    return new(0, [new("mine", "id", $"the plan is that of mine '{read.Plan.Id}', that of '{_id}' was expected")]);
                case PlanReading.Read when !directory.CanHold(_id):
                    return new(0, [new("mine", "id", "too long to name a folder: at most 200 bytes, of which a character outside ASCII letters, digits, '-' and '_' takes 3 or more")]);
                case PlanReading.Read read:
                    await Journal(await UpOrNew(), new PlanInput(Now(), read.Plan, geoJson));
                    return new(version, MineRows.Rows(read.Warnings));
                case var other:
                    throw new InvalidOperationException($"{other} is no known reading.");
            }
        }
        finally
        {
            _plans.Release();
        }
    }

    public async Task<byte[]> Carriers() =>
        CarriersReader.Write((await Up())?.Line.Mine?.Carriers ?? ImmutableSortedDictionary<string, Carrier>.Empty);

    public async Task<CarriersReceipt> PutCarriers(byte[] json)
    {
        if (await Up() is not { Line.Mine: not null } live) return new(0, [new("mine", "id", $"mine '{_id}' has no plan yet")]);
        switch (CarriersReader.Read(json))
        {
            case CarriersReading.Refused refused:
                return new(0, MineRows.Rows(refused.Faults));
            case CarriersReading.Read read:
                await Journal(live, new CarriersInput(Now(), read.Carriers));
                return new(read.Carriers.Count, []);
            case var other:
                throw new InvalidOperationException($"{other} is no known reading.");
        }
    }

    public async Task<Receipt> Act(ActBatch act)
    {
        if (await Up() is not { Line.Mine: not null } live) return new Receipt.UnknownMine();
        return await live.Append([new ActInput(Now(), act.By, act.Act)], act.TraceParent);
    }

    public async Task<byte[]?> Board(string name) => await Mine() is { } mine ? Boards.Write(mine, name, Now(mine)) : null;

    public async Task<TrialReceipt?> StartTrial(string by, long from, long until) =>
        await Mine() is { } mine ? new(_trials!.Start(by, new(from), new(until), Now(mine)) is { } why ? UndoneRow.Of(why) : null) : null;

    public async Task<byte[]?> Trial() => await Up() is not null && _trials?.Newest is { } report ? JsonSerializer.SerializeToUtf8Bytes(report, CoreJson.Options) : null;

    public Task StopTrial()
    {
        _trials?.Stop();
        return Task.CompletedTask;
    }

    public async Task<UnwrittenSpan?> Unwritten() =>
        await Up() is { } live && live.Unwritten() is var (fixes, first, last) ? new(fixes, first.UnixMicroseconds, last.UnixMicroseconds) : null;

    public async Task<TrackPiece[]> UnwrittenTracks(long from, long until, string? tag) =>
        await Up() is { } live ? [.. (await live.UnwrittenTracks(new(from), new(until), tag)).Select(row => new TrackPiece(row.Tag.Value, row.Start.UnixMicroseconds, row.Plan, row.Body))] : [];

    public async Task<DueOrderRow[]> DueOrders() => await Mine() is { } mine
        ? [.. mine.DueOrders(Now(mine)).Select(o => new DueOrderRow(o.Number, Names.Camel(o.Text.ToString()), o.Note, o.Given.UnixMicroseconds, [.. o.Tags.Select(t => t.Value)]))] : [];

    public async Task<byte[]?> RescueSheet(SheetForm form, string language)
    {
        if (await Mine() is not { } mine) return null;
        // The picture is taken on this turn; drawing it is nobody's turn.
        var sheet = Core.Rescue.RescueSheet.Of(mine, Now(mine), _live!.Line.Followed.Sequence);
        return await Task.Run(() => RescueFiles.Write(sheet, form, language));
    }

    public async Task<ReportReply> Report(ReportRequest request)
    {
        if (await Up() is not { Line.Mine: { } mine } live) return new ReportReply.UnknownMine();
        // The picture is taken on this turn; reading the history and drawing is nobody's turn.
        var (ground, head) = (ReportGround.Of(mine, Now(mine), Protocols.Reports.ReportWords.Named(request.Name)), live.Line.Followed);
        var (reply, export) = await Task.Run(() => MineReports.Answer(directory.Record(_id), request, ground, head, live.BehindAt ?? head.Sequence, new(directory.FolderOf(_id), live.Checkpoints.Last?.Line)));
        if (export is null) return reply;
        // Nothing leaves the record before it is in the record that it does.
        return await Export(live, new(Now(), request.By, export), request.TraceParent) ? reply : new ReportReply.Untaken();
    }

    public async Task<ReportReply> ReportFile(string name, string by, string? traceParent)
    {
        if (await Up() is not { Line.Mine: not null } live) return new ReportReply.UnknownMine();
        var file = await Task.Run(() => ScheduledReports.Read(directory.FolderOf(_id), name));
        if (file is null) return new ReportReply.Refused("name", $"no report '{name}' lies on the server");
        var export = new RecordExport("reportFile", Path.GetExtension(name).TrimStart('.'), Digest: Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
        return await Export(live, new(Now(), by, export), traceParent) ? new ReportReply.Made(file, name) : new ReportReply.Untaken();
    }

    private static async Task<bool> Export(LiveMine live, ActInput act, string? traceParent) => await live.Append([act], traceParent) is Receipt.Journalled { Undone: null };

    public async Task<byte[]?> ReportChoice(string language) => await Mine() is { } mine ? MineReports.Choice(ReportGround.Of(mine, Now(mine)), language, directory.FolderOf(_id)) : null;

    public async Task<FixRow[]> Fixes() => await Mine() is { } mine ? MineRows.Rows(mine, mine.Fixes(Now(mine))) : [];

    public async Task<HeadcountRow?> Headcount() => await Mine() is { } mine ? MineRows.Row(mine, mine.Count(mine.Fixes(Now(mine)))) : null;

    public async Task<TagView?> Tag(string tag) => await Mine() is { } mine && mine.BeliefOf(new(tag), Now(mine)) is { } belief ? MineRows.View(mine, belief) : null;

    public async Task<AnchorRow[]> Anchors() => await Mine() is { } mine ? MineRows.Anchors(mine, Now(mine)) : [];

    public async Task<AnchorSurveyRows?> AnchorSurvey() => await Mine() is { } mine ? AnchorSurveyRows.Of(mine, Now(mine)) : null;

    public async Task<Rejections> Rejections() => await Mine() is { } mine ? MineRows.Rejections(mine) : new(0, new Dictionary<string, long>(), []);

    public async Task<CheckpointRow[]?> Checkpoints(int last) =>
        await Up() is { Line.Mine: not null } live ? await Task.Run(() => live.Checkpoints.Lines().TakeLast(last).Select(Checkpoint.Read).OfType<Checkpoint>().Select(MineRows.Row).ToArray()) : null;

    public async Task Subscribe(IMineObserver observer)
    {
        if (await Up() is not null) await _show!.Add(observer);
    }

    public Task Unsubscribe(IMineObserver observer)
    {
        _show?.Remove(observer);
        return Task.CompletedTask;
    }

    private async Task<LiveMine?> Up()
    {
        Reopen();
        if (_opening is not null) await _opening;
        return _fault is null ? _live : throw new IOException($"mine '{_id}' cannot be opened: {_fault}");
    }

    private async Task<LiveMine> UpOrNew()
    {
        if (_live is { } live) return live;
        directory.Make(_id);
        _opening = Open();
        return await Up() ?? throw new IOException($"mine '{_id}' is going down");
    }

    private async Task<Mine?> Mine() => (await Up())?.Line.Mine;

    private void Reopen()
    {
        if (_fault is not null && time.GetElapsedTime(_faultAt) >= options.ReopenAfter) _opening = Open();
    }

    private async Task Open()
    {
        _fault = null;
        try
        {
            // A replay may take long and keeps a core busy: it has a thread of its own, and the grain answers meanwhile.
            _live = await Task.Factory.StartNew(Recover, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            _show = new(_id, _live, options, time, log);
            _trials = new(_id, _live, options, time, log);
            _rescue = new(_id, directory.FolderOf(_id), log);
            _reports = new(_id, directory.FolderOf(_id), options.Reports, directory.Record(_id), log);
            _live.AfterBlock = AfterBlock;
            _live.TroubleChanged = TellTrouble;
            TellTrouble();
            _live.Broken = DeactivateOnIdle;
            _live.Start();
            _ticks = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(options.TickEvery, options.TickEvery) { Interleave = true, KeepAlive = true });
            _frames = this.RegisterGrainTimer(SendFrame, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
            ready.Note(new MineReadiness.Up(_id));
        }
        catch (OperationCanceledException)
        {
            (_fault, _faultAt) = ("the server stops", time.GetTimestamp());
            ready.Note(new MineReadiness.Waiting(_id));
        }
        catch (Exception why)
        {
            // It stays down and says why; it is not served half.
            (_fault, _faultAt) = (why.Message, time.GetTimestamp());
            log.LogCritical(why, "Mine {Mine} cannot be opened", _id);
            ready.Note(new MineReadiness.Failed(_id, why.Message));
        }
    }

    private LiveMine Recover()
    {
        var start = time.GetTimestamp();
        var files = MineFiles.Open(directory.Store, new MineId(_id), log);
        try
        {
            var (line, head) = (new StraightLine(options.Tracking, log, new HistoryRecorder()), files.Journal.Head.Sequence);
            ready.Note(new MineReadiness.Replaying(_id, 0, head));
            var recovered = Recovery.Recover(line, files, options.Tracking, log, sequence =>
            {
                ready.Note(new MineReadiness.Replaying(_id, sequence, head));
                log.LogInformation("Mine {Mine}: block {Sequence} of {Head} followed", _id, sequence, head);
            }, _stop.Token);
            log.LogInformation("Mine {Mine} is up at block {Sequence} after following {Sightings} sightings in {Elapsed}", _id, line.Followed.Sequence, recovered.Sightings, time.GetElapsedTime(start));
            var checkpoints = new MineCheckpoints(_id, directory.FolderOf(_id), options, key, time, log, remark => ready.Remark(_id, "checkpoints", remark));
            checkpoints.Open();
            return new(_id, files, line, options, time, log, recovered, checkpoints, remark => ready.Remark(_id, "history", remark));
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private async Task Journal(LiveMine live, MineInput input)
    {
        switch (await live.Append([input], null))
        {
            case Receipt.Journalled: return;
            case Receipt.Busy busy: throw new IOException($"mine '{_id}' is busy: {busy.Pending} of {busy.Capacity} sightings wait");
            case Receipt.Failed failed: throw new IOException(failed.Why);
            case var other: throw new InvalidOperationException($"{other} is no answer to {input.GetType().Name}.");
        }
    }

    private Task Tick(CancellationToken stop)
    {
        _show?.Sample();
        if (_live is { Line.Mine: not null } kept && (_trimmedAt == 0 || time.GetElapsedTime(_trimmedAt) >= options.TrimEvery) && _trimming.IsCompleted)
            (_trimmedAt, _trimming) = (time.GetTimestamp(), kept.TrimWhenOverdue(Now()));
        _live?.CompareClock(Now());
        _live?.TellOfRecord(Now());
        // A tick that still waits says all that a second one would.
        if (_live is { Line.Mine: not null } live && _ticking.IsCompleted) _ticking = live.Append([new TickInput(Now())], null);
        return Task.CompletedTask;
    }

    private void AfterBlock(Walked walked, string? traceParent)
    {
        _rescue?.Watch(_live?.Line);
        if (_live is { Line.Mine: { } mine } live) _reports?.Watch(Now(mine), () => ReportGround.Of(mine, Now(mine)), live.Line.Followed, live.BehindAt ?? live.Line.Followed.Sequence, live.Checkpoints.Last?.Line, act => Export(live, act, null));
        if (_show is not { } show) return;
        var news = show.HasNews;
        show.Note(walked, traceParent);
        if (!news && show.HasNews) FrameSoon();
    }

    private void TellTrouble()
    {
        ready.Remark(_id, "journal", _live?.Trouble is { } trouble ? $"mine '{_id}': {(trouble.Kind == "clockBack" ? "the clock went back" : "its journal cannot be written, nothing is taken")}, since {new Instant(trouble.Since)}: {trouble.Why}" : null);
        _show?.NoteTrouble();
        FrameSoon();
    }

    private void FrameSoon()
    {
        var wait = options.FrameEvery - time.GetElapsedTime(_frameAt);
        _frames?.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task SendFrame(CancellationToken stop)
    {
        _frameAt = time.GetTimestamp();
        try
        {
            await _show!.Send();
        }
        finally
        {
            // What could not be sent is still news; nobody else would wake the timer.
            if (_show is { HasNews: true, IsWatched: true }) _frames?.Change(options.FrameEvery, Timeout.InfiniteTimeSpan);
        }
    }

    private Instant Now() => Instant.From(time.GetUtcNow());

    private Instant Now(Mine mine) => Instant.Max(Now(), mine.Clock);
}
