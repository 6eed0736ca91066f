"""What each operation asks of whoever calls it: written down apart from the routes, and held against them.

A route that is missing here, or declares something else, is a finding.
"""

PERMISSIONS: dict[str, str] = {
    "audit.read": """
        listAudit
    """,
    "franchise.read": """
        listFranchisePractices
    """,
    "messages.read": """
        getThread listMessages listThreads readThread
    """,
    "messages.write": """
        changeThread startThread writeMessage
    """,
    "owner.use": """
        addPet archivePet bookAppointment cancelOwnAppointment changePet getMyRecord getMyRecordFile
        getMyThread getOwnAppointment getPassport getPet getPetPhoto holdSlot listMyMessages listMyRecords
        listMyThreads listOwnAppointments listPets markPetDeceased readMyThread releaseHold
        rescheduleOwnAppointment restorePet setPetPhoto writeMyMessage
    """,
    "patients.merge": """
        dismissDuplicate listDuplicates merge previewMerge previewUnmerge restoreDuplicate unmerge
    """,
    "patients.read": """
        findCandidates findPatients getClient getPatient getPatientPhoto listMerges listPatients
    """,
    "patients.write": """
        archiveClient archivePatient changeClient changePatient markPatientDeceased noteWeighing registerPatient
        restoreClient restorePatient takeBackWeighing
    """,
    "platform.manage": """
        approveApplication disableUser enableUser movePractice rejectApplication resumePractice
        retryEvent retryJob startFranchise suspendPractice
    """,
    "platform.read": """
        downloadApplicationDocument exportActivity getApplication getPlatformDashboard getRanking
        getTree listActivity listApplications listClinics listFailedEvents listJobs listUsers
        findUsers
    """,
    "practice.manage": """
        addDepartment addPracticePhoto changeDepartment changeProfile forgetLikely putPracticePhotoFirst
        removePracticePhoto switchLikely
    """,
    "practice.read": """
        askLikely findAnything forgetMyLikely forgetOpened getArrangement getLikelySettings getProfile
        keepArrangement keepLayout listDepartments listLayouts listPracticePhotos noteActs noteOpened resetLayout
        switchMyLikely
    """,
    "public": """
        acceptInvitation forgotPassword getHealth getInvitation getMetrics getPicture getPractice
        getPracticePhoto listPractices listSlots logIn logOut refreshSession register resetPassword
        verifyEmail
    """,
    "records.read": """
        getPatientReport getRecord getRecordFile listPatientRecords listPatientVaccinations
        listRecords listWeighings
    """,
    "records.sign": """
        signRecord
    """,
    "records.write": """
        addAddendum changeNote changeVitals correctWeighing openRecord putDeworming putDiagnosis
        putLabResult putPrescription putRecordFile putVaccination removeDeworming removeDiagnosis removeLabResult
        removePrescription removeRecordFile removeVaccination shareRecord unshareRecord
    """,
    "reports.read": """
        exportAppointments getPracticeReport getPracticeReportPdf
    """,
    "schedule.approve": """
        approveAppointment assignVet declineAppointment
    """,
    "schedule.book": """
        bookAtDesk cancelAppointment completeAppointment markNoShow rescheduleAppointment
        undoAppointment checkIn walkIn moveVisit undoVisitMove
        addToWaitlist bookFromWaitlist changeWaitlistEntry dismissFreedPlace getWaitlist listWaitlistOffers
        undoWaitlist withdrawFromWaitlist bookSeries cancelFollowing previewSeries undoFollowing
    """,
    "schedule.manage": """
        addAppointmentType addLeave addResource changeAppointmentType changeResource
        clearHoursException removeLeave setHoursException setOpeningHours setResourceHours
    """,
    "schedule.read": """
        getAppointment getBoard getOpeningHours getPracticeDashboard getResourceHours listAppointmentTypes
        findAppointments findDisplaced listAppointments listFreeVets listHoursExceptions listLeave listOffers
        listPatientAppointments listResources listSlotsForStaff listUnattendedAppointments listWorkingHours
    """,
    "signed_in": """
        addApplicationDocument applyAsVet changeApplication changeMe changePassword
        downloadMyApplicationDocument endSession getMe getMyApplication getNotificationSettings
        listFavourites listMyApplications listMyVetApplications listSessions logOutEverywhere
        markFavourite saveNotificationSettings setMyPicture startApplication streamChanges
        submitApplication unmarkFavourite
    """,
    "staff.manage": """
        addRole approveVet changeMember changeRole inviteMember listInvitations rejectVet
        revokeInvitation
    """,
    "staff.read": """
        listMembers listRoles listVetApplications
    """,
}
TABLE = {name: permission for permission, names in PERMISSIONS.items() for name in names.split()}
NAMELESS = frozenset(
    {"/", "/{path:path}", "/assets/{file_path:path}", "/api", "/api/openapi.json", "/api/{path:str}"}
)
"""The client's own files and the description of the API: the only routes without a name."""
